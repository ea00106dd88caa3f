// Paper cannot be opened: whatever is folded in the text is unfolded while it is printed.
// print.css says the same to browsers that can do it without script.
export function openForPrint() {
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open])")];
    for (const part of unfolded) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of unfolded) part.open = false;
  });
}
