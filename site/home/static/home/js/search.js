/* Suggestions under the search box: the combobox pattern. Without a script the form just searches. */

const form = document.querySelector("[data-suggest-url]");

if (form) {
  const input = form.elements.q;
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-suggest-status]");
  let timer = 0;
  let question = null;

  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }

  const selected = () => list.querySelector("[aria-selected=true]");

  function select(option) {
    selected()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(html) {
    list.innerHTML = html;
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    select(null);
    status.textContent = list.hidden ? "" : `${form.dataset.suggestFound} ${list.children.length}`;
  }

  function close() {
    clearTimeout(timer);
    question?.abort();
    show("");
  }

  async function ask() {
    question?.abort();
    const query = input.value.trim().toLowerCase();
    if (!query) return show("");
    question = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggestUrl}?q=${encodeURIComponent(query)}`, { signal: question.signal });
      if (answer.ok) show(await answer.text());
    } catch {
      /* Offline, or somebody types on. */
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", ask);

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const options = [...list.children];
    const at = options.indexOf(selected());
    if (event.key === "ArrowDown") select(options[at + 1] ?? null);
    else if (event.key === "ArrowUp") select(at < 0 ? options.at(-1) : options[at - 1] ?? null);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) window.location.assign(options[at].dataset.url);
    else return;
    event.preventDefault();
  });

  /* The finger must not take the focus away before it has chosen. */
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) window.location.assign(option.dataset.url);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
