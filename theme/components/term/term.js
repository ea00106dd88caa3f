// A word of the glossary opens its note in place. Whoever asks for a new tab gets the glossary,
// as from any link; so does everybody whose browser has no popover.
export function terms() {
  if (!("popover" in HTMLElement.prototype)) return;
  document.addEventListener("click", (event) => {
    const name = event.target.closest(".term__name");
    if (!name || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const note = name.nextElementSibling;
    // Focus goes with it, so that a screen reader reads it; Escape brings both back.
    note.tabIndex = -1;
    note.togglePopover(true);
    note.focus();
  });
}
