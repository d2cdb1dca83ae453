/* The basket's number, and putting things in without leaving the page.
   Answer expected from the basket's address: {count, label, message, html}; anything else
   sends the form the ordinary way, so that a buyer is never left in the dark. */

const link = document.querySelector("[data-basket-link]");
const panel = document.querySelector("[data-basket-panel]");
const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
let opener = null;

function showCount({ count, label }) {
  if (!link || typeof count !== "number") return;
  const badge = link.querySelector("[data-basket-count]");
  badge.textContent = count > 99 ? "99+" : count;
  badge.hidden = count === 0;
  link.querySelector("[data-basket-label]").textContent = count ? label || count : "";
}

/* A sign that the server leaves: without it there is no basket to ask for. */
const mayHaveBasket = () => /(?:^|; )has_basket=/.test(document.cookie);

async function refreshCount() {
  if (!link) return;
  if (!mayHaveBasket()) return showCount({ count: 0 });
  try {
    const answer = await fetch(link.dataset.badgeUrl, { headers, priority: "low" });
    if (answer.ok) showCount(await answer.json());
  } catch {
    /* Offline: the link still says "Basket". */
  }
}

function openPanel(words, html = "") {
  const go = panel.querySelector("[data-basket-go]");
  panel.querySelector("[data-basket-message]").textContent = words;
  panel.querySelector("[data-basket-contents]").innerHTML = html;
  go.hidden = !html.trim();
  if (!panel.open) panel.showModal();
  (go.hidden ? panel.querySelector(".button[data-basket-close]") : go).focus();
}

async function add(form) {
  const button = form.querySelector("button:not([type=button], [name])");
  opener = button;
  button.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
    if (!answer.headers.get("content-type")?.includes("json")) {
      if (answer.redirected) window.location.assign(answer.url);
      else form.submit();
      return;
    }
    const data = await answer.json();
    showCount(data);
    openPanel(data.message || (answer.ok ? panel.dataset.done : panel.dataset.failed), data.html);
  } catch {
    openPanel(panel.dataset.failed);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-add-to-basket]") || !panel?.showModal) return;
  event.preventDefault();
  if (form.querySelector("[aria-disabled]")) return;
  add(form);
});

panel?.addEventListener("click", (event) => {
  /* The dialog itself is hit only beside its content: on the veil. */
  if (event.target === panel || event.target.closest("[data-basket-close]")) panel.close();
});
panel?.addEventListener("close", () => opener?.focus({ preventScroll: true }));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of document.querySelectorAll("details[data-dismiss][open]")) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const details of document.querySelectorAll("details[data-dismiss][open]")) {
    if (!details.contains(event.target)) details.open = false;
  }
});

/* The number can wait until the page is there; nothing else may wait for it. */
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 200));

/* Also after the back button, when the page comes from the browser's memory: then without the panel. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted && panel?.open) panel.close();
  requestAnimationFrame(() => whenIdle(refreshCount, { timeout: 1500 }));
});

/* The basket's own page has changed it. */
window.addEventListener("basketchange", refreshCount);
