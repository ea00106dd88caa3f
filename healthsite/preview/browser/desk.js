// The desk: sorts and filters its table, and keeps both in the address over a reload.
import { follow, reload, restorePlace } from "/__preview/live.js";

const table = document.querySelector("#texts");
const rows = [...table.tBodies[0].rows];
const heads = [...table.tHead.rows[0].cells];
const form = document.querySelector("#filter");
const tiles = [...document.querySelectorAll("[data-waits]")];
const count = document.querySelector("#count");

form.hidden = false;
const kept = new URLSearchParams(location.hash.slice(1));
for (const name of ["words", "topic", "lang", "waits"]) form.elements[name].value = kept.get(name) || "";
heads.forEach((head, column) => {
  head.querySelector("button").onclick = () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    sort(column, down);
    keep();
  };
});
tiles.forEach((tile) => {
  tile.onclick = () => {
    const same = form.elements.waits.value === tile.dataset.waits;
    form.elements.waits.value = same ? "" : tile.dataset.waits;
    filter();
    keep();
  };
});
form.oninput = () => { filter(); keep(); };
form.onsubmit = (event) => event.preventDefault();
if (kept.has("sort")) sort(Number(kept.get("sort")), kept.has("down"));
filter();
restorePlace();
follow(document.querySelector("script[data-preview]").dataset.preview, reload);

function sort(column, down) {
  const head = heads[column];
  if (!head) return;
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const number = head.classList.contains("number");
  const value = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const compare = (one, other) =>
    number ? Number(one) - Number(other) : one.localeCompare(other, "en", { numeric: true });
  rows.sort((one, other) => {
    const [first, second] = [value(one), value(other)];
    // What has no value stands last, whichever way round.
    if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1);
    return (down ? -1 : 1) * compare(first, second);
  });
  table.tBodies[0].append(...rows);
}

function filter() {
  const { words, topic, lang, waits } = form.elements;
  const wanted = words.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits =
      (!wanted || row.cells[0].textContent.toLowerCase().includes(wanted)) &&
      (!topic.value || row.dataset.topic === topic.value) &&
      (!lang.value || row.dataset.lang === lang.value) &&
      (!waits.value || row.dataset.is.split(" ").includes(waits.value));
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = `${shown} of ${rows.length} texts`;
  for (const tile of tiles) {
    tile.setAttribute("aria-pressed", String(tile.dataset.waits === waits.value));
  }
}

function keep() {
  const now = new URLSearchParams(new FormData(form));
  const sorted = heads.findIndex((head) => head.hasAttribute("aria-sort"));
  if (sorted >= 0) now.set("sort", sorted);
  if (sorted >= 0 && heads[sorted].getAttribute("aria-sort") === "descending") now.set("down", "1");
  for (const [name, value] of [...now]) if (!value) now.delete(name);
  history.replaceState(null, "", `#${now}`);
}
