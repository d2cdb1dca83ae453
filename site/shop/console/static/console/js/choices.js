/* A long list of ticks: find one by its name, tick a known group at once, see how many there are.
   Without this script it is the same list, to be scrolled. */

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const choices of document.querySelectorAll("[data-choices]")) {
  const boxes = [...choices.querySelectorAll("input[type=checkbox]")];
  const search = choices.querySelector("[data-choices-search]");
  const count = choices.querySelector("[data-choices-count]");

  const show = () => {
    const wanted = plain(search.value.trim());
    for (const box of boxes) box.closest("label").hidden = !plain(box.closest("label").textContent).includes(wanted);
  };
  const tell = () => {
    count.textContent = count.dataset.choicesCount.replace("0", boxes.filter((box) => box.checked).length);
  };

  search.addEventListener("input", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  choices.addEventListener("change", tell);
  choices.addEventListener("click", (event) => {
    const codes = event.target.closest("[data-choices-tick]")?.dataset.choicesTick.split(" ");
    if (!codes) return;
    for (const box of boxes) if (codes.includes(box.value)) box.checked = true;
    tell();
  });
  choices.querySelector("[data-choices-tools]").hidden = false;
  tell();
}
