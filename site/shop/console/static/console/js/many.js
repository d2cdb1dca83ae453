/* Ticks all orders of a page at once, or none. Without this script each is ticked by itself. */

for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${button.dataset.tickAll}"]`)];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
  });
}
