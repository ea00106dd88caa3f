// The panel beside a page: what was found in its text, each finding leading to its place.
import { follow, forgetWorkers, keepPlace, reload, restorePlace } from "/__preview/live.js";

const NUMBER = document.querySelector("script[data-preview]").dataset.preview;
const ROOT = document.documentElement;
const WIDE = matchMedia("(min-width: 64rem)");
const NAMES = { error: "Error", warning: "Warning", note: "Advice" };
const KINDS = {
  title: "h1", heading: "h2, h3, h4, h5, h6", paragraph: "p", item: "li, li > p", cell: "td",
  head: "th", caption: "caption", callout_title: "p", code: "pre", key_point: "li", change: "li",
};
// What stands on the page and in no file: numbers of sources, definitions, phone numbers.
const ADDED = ".cite, .term__note, .only-in, .u-nowrap, .callout__level, ul, ol, time";

forgetWorkers();
restorePlace();
follow(NUMBER, (build) => {
  if (!build.faults) return reload();
  keepPlace();
  location.replace(`/__preview/faults?from=${encodeURIComponent(location.pathname)}`);
});

const host = make("div", { id: "healthsite-preview", lang: "en" });
const shadow = host.attachShadow({ mode: "open" });
document.body.append(host);
const style = make("link", { rel: "stylesheet", href: "/__preview/panel.css" });
const styled = new Promise((done) => { style.onload = style.onerror = done; });
shadow.append(style);
const asked = fetch(`/__preview/page.json?path=${encodeURIComponent(location.pathname)}`);
Promise.all([asked.then((answer) => answer.json()), styled]).then(([shown]) => show(shown));

function show(shown) {
  const toggle = make("button", { type: "button", class: "toggle", "aria-controls": "panel" });
  const close = make("button", { type: "button", class: "close" }, "Close");
  const body = make("div", { class: "body", tabindex: "0", role: "group", "aria-label": "What was found" });
  const panel = make(
    "aside", { id: "panel", class: "panel", "aria-label": "Preview" },
    make("div", { class: "head" }, make("h2", {}, "Preview"),
      make("a", { href: "/__preview/desk" }, "Desk"), close),
    body,
  );
  if (shown.faults) body.append(faults(shown.faults));
  body.append(...(shown.page ? aboutText(shown.page) : aboutList(shown)));
  shadow.append(panel, toggle);

  const set = (open) => {
    ROOT.setAttribute("data-preview-panel", open ? "open" : "closed");
    panel.hidden = !open;
    toggle.hidden = open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.append(make("span", {}, "Preview"), make("span", { class: "sum" }, sum(shown)));
  set(ROOT.getAttribute("data-preview-panel") === "open");
  toggle.onclick = () => { set(true); remember("open"); close.focus(); };
  const shut = () => { set(false); remember("closed"); toggle.focus(); };
  close.onclick = shut;
  panel.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    shut();
  };
  shadow.addEventListener("lead", (event) => {
    if (!WIDE.matches) set(false);
    leadTo(event.detail);
  });
}

function remember(state) {
  if (WIDE.matches) localStorage.setItem("preview panel", state);
}

function sum(shown) {
  if (shown.faults) return `${plural(shown.faults, "fault")} stop the build`;
  const counts = shown.page ? shown.page.counts : null;
  if (!counts) return "";
  const said = Object.keys(NAMES)
    .filter((level) => counts[level])
    .map((level) => (level === "note" ? `${counts.note} advice` : plural(counts[level], level)));
  return said.join(", ") || "nothing found";
}

function faults(number) {
  const address = `/__preview/faults?from=${encodeURIComponent(location.pathname)}`;
  return make("div", { class: "stop" },
    make("p", {}, make("strong", {}, "This is the last version that worked.")),
    make("p", {}, make("a", { href: address },
      `${plural(number, "fault")} ${number === 1 ? "stops" : "stop"} the build. Show ${number === 1 ? "it" : "them"}`)));
}

function aboutList(shown) {
  const total = shown.site
    ? `In the whole site: ${plural(shown.site.error, "error")}, ${plural(shown.site.warning, "warning")}, ${shown.site.note} advice. `
    : "";
  return [make("p", {}, "No text of its own stands behind this page; it is made from the others."),
    make("p", {}, total, make("a", { href: "/__preview/desk" }, "What waits for us"))];
}

function aboutText(page) {
  const places = new Places(page.blocks);
  const parts = [make("p", { class: "file" }, page.file)];
  if (page.draft) parts.push(make("p", { class: "draft" }, make("strong", {}, "Draft."), " Nobody but you sees it."));
  if (page.older) parts.push(make("p", { class: "draft" }, "Older than its original."));
  parts.push(make("p", { class: "facts" }, [page.reading, `next check ${page.due}`].filter(Boolean).join(" · ")));
  for (const level of Object.keys(NAMES)) {
    const here = page.findings.filter((finding) => finding.level === level);
    if (!here.length) continue;
    const title = level === "note" ? `Advice (${here.length})` : `${NAMES[level]}s (${here.length})`;
    parts.push(make("h3", {}, title),
      make("ol", { class: `findings ${level}` }, ...here.map((finding) => told(finding, places))));
  }
  if (!page.findings.length) parts.push(make("p", { class: "good" }, "Nothing found in this text."));
  if (page.waived.length) {
    parts.push(make("h3", {}, "Waived"), make("ul", { class: "findings" },
      ...page.waived.map((one) => make("li", {}, make("code", {}, one.rule), ` ${one.reason}`))));
  }
  return parts;
}

function told(finding, places) {
  const lead = make("button", { type: "button", class: "lead" }, `Show line ${finding.line}`);
  lead.onclick = () => shadow.dispatchEvent(
    new CustomEvent("lead", { detail: places.find(finding.block) }));
  const item = make("li", {}, make("p", {}, finding.message),
    make("p", { class: "place" }, lead, make("span", { title: finding.place }, finding.place.split("/").pop())));
  if (finding.why) {
    item.append(make("details", {}, make("summary", {}, finding.rule), make("div", { class: "why" }, finding.why)));
  }
  return item;
}

/** Finds the blocks of the text on the page: by their words, as often as they stand there. */
class Places {
  constructor(blocks) {
    this.blocks = blocks;
    this.main = document.querySelector("main") || document.body;
  }

  /** The element of a block, or of the nearest one before it that is on the page. */
  find(number) {
    for (let at = number; at > 0; at--) {
      const found = this.element(at);
      if (found) return found;
    }
    return this.main.querySelector("h1") || this.main;
  }

  element(number) {
    const [kind, text] = this.blocks[number];
    if (kind === "title") return this.main.querySelector("h1");
    const same = (block) => block[0] === kind && block[1] === text;
    const before = this.blocks.slice(0, number).filter(same).length;
    const wanted = letters(text);
    const found = [...this.main.querySelectorAll(KINDS[kind] || "p")]
      .filter((element) => own(element) === wanted);
    return found[Math.min(before, found.length - 1)];
  }
}

function own(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(ADDED).forEach((added) => added.remove());
  return letters(copy.textContent);
}

function letters(text) {
  return text.replace(/\s+/g, "");
}

function leadTo(element) {
  document.querySelectorAll("[data-preview-place]").forEach((one) => one.removeAttribute("data-preview-place"));
  element.setAttribute("data-preview-place", "");
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

function plural(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
