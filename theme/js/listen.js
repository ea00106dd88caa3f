// Reading aloud, by a voice that lives on the device: a remote one would send the text away.
// Where there is no such voice for the page's language, nothing is offered.
import { makeButton, makeStatus, words } from "./words.js";

const READ = "h1, h2, h3, h4, p, li, dt, dd, caption, figcaption";
const TEXT = ".l-reading__head > h1, .key-points, .prose";
// Numbers of sources, the words' meanings that open on a press, counting and buttons.
const NOT_READ = ".cite, .term__note, .breathe__switch, .breathe__count, [role=status], button";

export function listen() {
  const place = document.querySelector("[data-enhance~=tools]");
  const speech = window.speechSynthesis;
  if (!place || !speech) return;
  const lang = document.documentElement.lang;
  const ofThisLanguage = (voice) =>
    voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === lang;
  const find = () => {
    const voices = speech.getVoices().filter(ofThisLanguage);
    return voices.find((voice) => voice.default) ?? voices[0];
  };

  function offer() {
    if (place.childElementCount || !find()) return;
    readAloud(place, speech, find);
  }
  offer();
  // Most browsers find their voices only after they were asked for the first time.
  speech.addEventListener?.("voiceschanged", offer);
}

function readAloud(place, speech, find) {
  const parts = partsToRead();
  let at = 0;
  // Each start has a number, so that the end of what was cut short is not taken for its own.
  let turn = 0;
  let state = "idle";

  const button = makeButton(words.listen, () => (state === "reading" ? pause() : play()));
  const stopButton = makeButton(words.listen_stop, stop);
  const status = makeStatus("u-unseen");
  place.append(button, status);

  function show(next) {
    state = next;
    const labels = { idle: "listen", reading: "listen_pause", paused: "listen_continue" };
    button.textContent = words[labels[next]];
    if (next === "idle" && document.activeElement === stopButton) button.focus();
    if (next === "idle") stopButton.remove();
    else button.after(stopButton);
  }

  function mark(part) {
    document.querySelector("[data-reading]")?.removeAttribute("data-reading");
    part?.element.setAttribute("data-reading", "");
  }

  function read() {
    const mine = ++turn;
    const part = parts[at];
    const voice = find();
    if (!part || !voice) {
      stop();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(part.text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => {
      if (mine !== turn) return;
      at += 1;
      read();
    };
    utterance.onerror = () => {
      if (mine !== turn) return;
      stop();
      status.textContent = words.listen_failed;
    };
    mark(part);
    speech.speak(utterance);
  }

  function play() {
    // A second press in the same place must not meet "Stop".
    button.style.minWidth = `${button.offsetWidth}px`;
    status.textContent = "";
    show("reading");
    read();
  }

  // On many phones a paused voice never goes on, so a pause ends the part and reads it again.
  function pause() {
    turn += 1;
    speech.cancel();
    show("paused");
  }

  function stop() {
    turn += 1;
    at = 0;
    speech.cancel();
    mark();
    show("idle");
  }

  addEventListener("pagehide", stop);
  document.addEventListener("leave", stop);
}

function partsToRead() {
  const elements = [...document.querySelectorAll(TEXT)].flatMap((part) =>
    part.matches(READ) ? [part] : [...part.querySelectorAll(READ)],
  );
  return elements
    .filter((element) => !element.closest(NOT_READ))
    .map((element) => ({ element, text: ownText(element) }))
    .filter((part) => part.text);
}

// A list inside a list item is read on its own, after the words before it.
function ownText(element) {
  const copy = element.cloneNode(true);
  for (const part of copy.querySelectorAll(`${READ}, ${NOT_READ}`)) part.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}
