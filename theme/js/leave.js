// "Leave this page": one press of the link, or Shift three times. The screen and the title are
// blank at once, before any network answers, and the other site takes this page's place in the
// history, so that Back does not return to it.
import { makeStatus, words } from "./words.js";

const SHIFT_PRESSES = 3;
const SHIFT_MILLISECONDS = 1500;
// After this the other site is not coming: an empty page takes the place instead.
const PATIENCE_MILLISECONDS = 4000;
const NOWHERE = "about:blank";
const TYPED_INTO = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export function leaveThisPage() {
  const link = document.querySelector("[data-enhance~=leave]");
  const status = makeStatus("u-unseen");
  document.body.append(status);
  link.title = words.leave_keys;
  let left = false;

  function leave() {
    left = true;
    document.title = words.leave_title;
    document.querySelector("link[rel=icon]")?.remove();
    for (const part of [...document.body.children]) if (part !== status) part.remove();
    status.textContent = words.leaving;
    // Reading aloud and counting stop too.
    document.dispatchEvent(new Event("leave"));
    location.replace(navigator.onLine ? link.href : NOWHERE);
    setTimeout(() => location.replace(NOWHERE), PATIENCE_MILLISECONDS);
  }

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // A page that the browser kept in memory comes back as it was left: empty. It goes on.
  addEventListener("pageshow", (event) => {
    if (left && event.persisted) location.replace(NOWHERE);
  });

  let presses = [];
  let announced = false;
  const forget = () => {
    presses = [];
  };
  addEventListener("pointerdown", forget);
  addEventListener("keydown", (event) => {
    const alone = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.repeat) return;
    if (event.key !== "Shift" || !alone || event.target.closest?.(TYPED_INTO)) {
      forget();
      return;
    }
    const now = performance.now();
    presses = [...presses.filter((then) => now - then <= SHIFT_MILLISECONDS), now];
    if (presses.length >= SHIFT_PRESSES) {
      leave();
    } else if (presses.length === SHIFT_PRESSES - 1 && !announced) {
      announced = true;
      status.textContent = words.leave_once_more;
    }
  });
}
