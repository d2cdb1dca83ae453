/* The bar at the foot steps aside while the thing itself is on the screen. */

const bar = document.querySelector("[data-buy-bar]");
const cards = document.querySelectorAll("[data-buy-card]");

if (bar && cards.length && "IntersectionObserver" in window) {
  const visible = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) visible.add(entry.target);
      else visible.delete(entry.target);
    }
    bar.classList.toggle("buy-bar--away", visible.size > 0);
  });
  for (const card of cards) observer.observe(card);
}
