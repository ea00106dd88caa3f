// The strip tells the most needed lines and links to the others by need: all of them would be too
// much for every page. Opened, it takes the others from the page of all lines, and each link
// becomes a part that opens in place. Where they cannot be had, the links stay.
import { make } from "../../js/words.js";

export function allLines() {
  const strip = document.querySelector("[data-enhance~=lines]");
  strip.addEventListener("toggle", () => bring(strip).catch(() => {}), { once: true });
}

async function bring(strip) {
  const links = [...strip.querySelectorAll("a[href*='#need-']")];
  const page = await read(links[0].href);
  const needs = links.map((link) => need(page.getElementById(link.hash.slice(1))));
  // Nothing may go away under somebody's finger.
  if (links.includes(document.activeElement)) return;
  links[0].closest("ul").after(...needs);
  for (const link of links) link.parentElement.remove();
}

async function read(address) {
  // Without a network: the page is part of what every device keeps.
  const answer = await fetch(address).catch(() => caches.match(address.split("#")[0]));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function need(heading) {
  const lines = [...heading.parentElement.querySelectorAll(".helpline")].map(line);
  return make(
    "details",
    {},
    make("summary", {}, heading.textContent),
    make("ul", { class: "help-lines" }, ...lines),
  );
}

function line(told) {
  const name = told.querySelector(".helpline__name").textContent;
  const actions = [...told.querySelectorAll(".helpline__actions > li")].flatMap((action) => {
    action.firstElementChild.className = "button button--quiet";
    return [...action.childNodes];
  });
  const facts = [...told.querySelectorAll("dt")].map((fact) => [
    `${fact.textContent}: `,
    ...fact.nextElementSibling.childNodes,
  ]);
  const more = [...told.querySelectorAll(".helpline__caution, .helpline__checked")];
  const notes = [...facts, ...more.map((part) => [...part.childNodes])];
  return make(
    "li",
    { class: "help-lines__line" },
    make("p", { class: "help-lines__name" }, make("strong", {}, name)),
    make("p", { class: "help-lines__actions" }, ...actions),
    ...notes.map((nodes) => make("p", { class: "help-lines__note" }, ...nodes)),
  );
}
