/* The plus and minus beside a quantity, and baskets that follow the number typed. */

function fit(input, value) {
  const least = Number(input.min) || 1;
  const most = input.max === "" ? Infinity : Number(input.max);
  return Math.min(Math.max(value || least, least), most);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const input = button.closest("[data-stepper]").querySelector("input");
  input.value = fit(input, Number(input.value) + Number(button.dataset.step));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-stepper] input")) return;
  event.target.value = fit(event.target, Math.round(Number(event.target.value)));
  const form = event.target.closest("form[data-submit-on-change]");
  form?.requestSubmit(form.querySelector("button:not([name])"));
});
