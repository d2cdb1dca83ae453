/* Another country means other address fields and another delivery price: the server draws them. */

const live = document.querySelector("[data-live]");
let newest = 0;

/* The answer knows only what was typed before the question: keep what came since. */
function keepWhatWasTyped(form, typed) {
  for (const [name, value] of typed) {
    const field = form.elements[name];
    if (field?.matches?.("input:not([type=hidden]), textarea")) field.value = value;
  }
}

async function refresh(form, focusName) {
  const turn = ++newest;
  const data = new FormData(form);
  data.set("action", "refresh");
  form.classList.add("is-busy");
  try {
    const answer = await fetch(form.getAttribute("action") || window.location.href, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch" },
    });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-checkout]");
    if (turn !== newest) return;
    if (!fresh) throw new Error("no form in the answer");
    const typed = new FormData(form);
    form.replaceChildren(...fresh.childNodes);
    keepWhatWasTyped(form, typed);
    form.elements[focusName]?.focus?.({ preventScroll: true });
    if (live) live.textContent = form.dataset.refreshed;
  } catch {
    form.querySelector("button[value=refresh]")?.click();
  } finally {
    form.classList.remove("is-busy");
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-checkout]");
  if (!form || !["country", "delivery"].includes(event.target.name)) return;
  refresh(form, event.target.type === "radio" ? "" : event.target.name).then(() => {
    if (event.target.type === "radio") document.getElementById(event.target.id)?.focus({ preventScroll: true });
  });
});

/* A country chosen before this script arrived, or put back by the browser, counts too. */
const waiting = document.querySelector("form[data-checkout]");
const chosen = waiting?.elements.country?.selectedOptions[0];
if (chosen?.value && !chosen.defaultSelected) refresh(waiting, "country");
