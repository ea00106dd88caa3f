// The words that scripts say, in the language of the page, and the elements they stand in.
import { built } from "healthsite";

export const words = built.words[document.documentElement.lang];

export function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

export function makeButton(text, press) {
  const button = make("button", { type: "button", class: "button button--quiet" }, text);
  button.addEventListener("click", press);
  return button;
}

// What is written into it is read out by a screen reader, once, without moving the focus.
export function makeStatus(look) {
  return make("p", { role: "status", class: look });
}
