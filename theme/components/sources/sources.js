// A source leads back to the first place that cites it. Whoever came from another goes back there.
export function sources() {
  let from = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".cite a, .sources a[href^='#']");
    if (link?.closest(".cite")) from = link;
    else if (link && from?.hash === `#${link.closest("li").id}`) {
      event.preventDefault();
      from.focus();
    }
  });
}
