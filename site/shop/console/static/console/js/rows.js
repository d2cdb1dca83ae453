// Rows of a form: spare ones are shown one by one, and rows move up and down.

for (const rows of document.querySelectorAll("[data-rows]")) {
  const all = () => [...rows.querySelectorAll(":scope > [data-row]")];
  const spare = () => all().filter((row) => row.hidden);
  const add = rows.querySelector("[data-rows-add]");
  const full = rows.querySelector("[data-rows-full]");

  const number = () => {
    const shown = all().filter((row) => !row.hidden);
    shown.forEach((row, place) => {
      const order = row.querySelector('input[name$="-ORDER"]');
      if (order) order.value = place + 1;
      row.querySelector("[data-row-up]").disabled = place === 0;
      row.querySelector("[data-row-down]").disabled = place === shown.length - 1;
    });
    add.hidden = spare().length === 0;
    if (full) full.hidden = spare().length > 0;
  };

  const move = (row, towards) => {
    const other = towards === "up" ? row.previousElementSibling : row.nextElementSibling;
    if (!other || !other.matches("[data-row]:not([hidden])")) return;
    if (towards === "up") other.before(row);
    else other.after(row);
    number();
    row.querySelector(`[data-row-${towards}]`).focus();
  };

  for (const row of all()) {
    row.hidden = row.hasAttribute("data-row-spare");
    for (const towards of ["up", "down"]) {
      const button = row.querySelector(`[data-row-${towards}]`);
      button.hidden = false;
      button.addEventListener("click", () => move(row, towards));
    }
  }
  add.addEventListener("click", () => {
    const [row] = spare();
    row.hidden = false;
    number();
    row.querySelector("input:not([type=hidden]), button, select, textarea")?.focus();
  });
  number();
}
