/* Kindness around forms: go to what is missing, and pay only once. */

document.querySelector("form [data-error-summary]")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-pay-form]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.submitter?.value === "refresh") return;
  form.dataset.sent = "yes";
  form.querySelector("[data-pay]")?.setAttribute("aria-disabled", "true");
});

/* Back from the payment page: the browser may show the old page, and the button must work again. */
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-pay-form]")) {
    delete form.dataset.sent;
    form.querySelector("[data-pay]")?.removeAttribute("aria-disabled");
  }
});
