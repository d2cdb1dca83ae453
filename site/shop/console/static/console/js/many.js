/* Ticks all orders of a page at once, or none. Without this script each is ticked by itself.
   A scanner ends each number with Enter: it leads on to the next field, not to the button. */

for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${button.dataset.tickAll}"]`)];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}

const fields = [...document.querySelectorAll("[data-next]")];
for (const [place, field] of fields.entries()) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !fields[place + 1]) return;
    event.preventDefault();
    fields[place + 1].focus();
  });
}
