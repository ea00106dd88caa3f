// Counts in words while the circle moves, in time with it. Where a reader asked for less
// motion the circle stands still and the words are the whole guide.
import { make, makeStatus, words } from "../../js/words.js";

const PHASES = ["breathe_in", "breathe_hold", "breathe_out", "breathe_hold"];

export function breathe() {
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  for (const guide of document.querySelectorAll("[data-enhance~=breathe]")) count(guide, stillness);
}

function count(guide, stillness) {
  const lengths = guide.dataset.pattern.split(" ").map(Number);
  const round = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const box = guide.querySelector("input");
  const label = box.nextSibling;
  const shown = make("p", { class: "breathe__count", "aria-hidden": "true" });
  const spoken = makeStatus("u-unseen");
  const moving = label.data;
  let begun = 0;
  let timer;

  function name() {
    label.data = stillness.matches ? ` ${words.breathe_count}` : moving;
  }

  function say() {
    const elapsed = Math.round((performance.now() - begun) / 1000);
    let second = elapsed % round;
    const phase = lengths.findIndex((length) => (second -= length) < 0);
    const number = second + lengths[phase] + 1;
    shown.textContent = `${words[PHASES[phase]]} … ${number}`;
    // A screen reader hears what to do and for how long, not every second.
    if (number === 1) spoken.textContent = `${words[PHASES[phase]]}: ${lengths[phase]}`;
    timer = setTimeout(say, begun + (elapsed + 1) * 1000 - performance.now());
  }

  function change() {
    clearTimeout(timer);
    if (box.checked) {
      begun = performance.now();
      guide.querySelector(".breathe__figure").after(shown);
      say();
    } else {
      shown.remove();
      spoken.textContent = "";
    }
  }

  guide.append(spoken);
  guide.dataset.counts = "";
  name();
  stillness.addEventListener("change", name);
  box.addEventListener("change", change);
  document.addEventListener("leave", () => clearTimeout(timer));
  // Some browsers remember the switch over a reload.
  if (box.checked) change();
}
