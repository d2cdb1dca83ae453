/* The basket's page changes in place: the same posts as without a script, and the answer's own words. */

const live = document.querySelector("[data-live]");
let turn = 0;

/* Forms are drawn anew, so the one that was pressed is found again by its address and its button.
   The attribute, because a button named "action" hides the form's own property. */
function focusKey(form, submitter) {
  const name = submitter?.name ? `[name="${submitter.name}"][value="${submitter.value}"]` : "input[name=quantity]";
  return `form[action="${form.getAttribute("action")}"] ${name}`;
}

function putFocus(region, key) {
  const again = region.querySelector(key);
  const target = again && !again.disabled ? again : region.querySelector("[data-undo]") || region;
  target.focus({ preventScroll: target !== region });
}

async function send(region, form, submitter) {
  const mine = ++turn;
  const data = new FormData(form, submitter);
  const key = focusKey(form, submitter);
  region.classList.add("is-busy");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-basket-page]");
    if (!answer.ok || !fresh) throw new Error("no basket in the answer");
    if (mine !== turn) return;
    region.replaceChildren(...fresh.childNodes);
    putFocus(region, key);
    if (live) live.textContent = region.querySelector(".undo p, .message, .sum__row--total")?.textContent ?? "";
    window.dispatchEvent(new Event("basketchange"));
  } catch {
    window.location.reload();
  } finally {
    region.classList.remove("is-busy");
  }
}

document.addEventListener("submit", (event) => {
  const region = event.target.closest("[data-basket-page]");
  if (!region) return;
  event.preventDefault();
  send(region, event.target, event.submitter);
});
