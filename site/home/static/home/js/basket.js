/* The basket's number, and putting things in without leaving the page.
   Answer expected from the basket's address: {count, label, message}; anything else
   sends the form the ordinary way, so that a buyer is never left in the dark. */

const link = document.querySelector("[data-basket-link]");
const panel = document.querySelector("[data-basket-panel]");
const live = document.querySelector("[data-live]");
const headers = { Accept: "application/json", "X-Requested-With": "fetch" };
let opener = null;

function showCount({ count, label }) {
  if (!link || typeof count !== "number") return;
  const badge = link.querySelector("[data-basket-count]");
  badge.textContent = count > 99 ? "99+" : count;
  badge.hidden = count === 0;
  link.querySelector("[data-basket-label]").textContent = count ? label || count : "";
}

async function refreshCount() {
  if (!link) return;
  try {
    const answer = await fetch(link.dataset.badgeUrl, { headers });
    if (answer.ok) showCount(await answer.json());
  } catch {
    /* Offline: the link still says "Basket". */
  }
}

function openPanel(words, isDone) {
  panel.querySelector("[data-basket-message]").textContent = words;
  panel.querySelector("[data-basket-go]").hidden = !isDone;
  panel.hidden = false;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = words; });
}

function closePanel() {
  panel.hidden = true;
  opener?.focus({ preventScroll: true });
}

async function add(form) {
  const button = form.querySelector("button:not([type=button])");
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
    openPanel(data.message || (answer.ok ? panel.dataset.done : panel.dataset.failed), answer.ok);
  } catch {
    openPanel(panel.dataset.failed, false);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-add-to-basket]") || !panel) return;
  event.preventDefault();
  if (form.querySelector("[aria-disabled]")) return;
  add(form);
});

panel?.querySelector("[data-basket-close]").addEventListener("click", closePanel);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (panel && !panel.hidden) closePanel();
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

/* Also after the back button, when the page comes from the browser's memory. */
window.addEventListener("pageshow", refreshCount);
