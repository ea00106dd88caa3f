// Where the contents stand beside the text, they push nothing away and are open.
const BESIDE = "(min-width: 68em)";

export function contents() {
  if (!matchMedia(BESIDE).matches) return;
  for (const list of document.querySelectorAll("[data-enhance~=contents]")) list.open = true;
}
