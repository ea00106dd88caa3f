// What opens without a network: the same few pages for everybody, kept by the worker, and
// pages that a reader keeps on purpose. Nothing else is ever kept.
import { built } from "healthsite";
import { forget, forgetAll, keep, keptPaths, keptTitle } from "./kept.js";
import { make, makeButton, makeStatus, words } from "./words.js";

export function offline() {
  if (!isSecureContext || !navigator.serviceWorker) return;
  // The page itself comes first on a slow line.
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
}

async function start() {
  try {
    if (!built.worker) {
      // Switched off: a worker from before learns it now, and removes itself.
      const former = await navigator.serviceWorker.getRegistration(built.scope);
      await former?.update();
      return;
    }
    await showKept();
    const options = { scope: built.scope, updateViaCache: "none" };
    await navigator.serviceWorker.register(built.worker, options);
    await navigator.serviceWorker.ready;
    await offerToKeep();
  } catch {
    // A private window or a browser that stores nothing: then there is nothing to offer.
  }
}

async function offerToKeep() {
  const text = document.querySelector(".l-reading__text > .prose");
  // Only what is read at length is worth keeping: those pages have a place for tools.
  if (!text || !document.querySelector("[data-enhance~=tools]")) return;
  const path = location.pathname;
  const box = make("div", { class: "kept l-flow" });
  const status = makeStatus("");

  async function show() {
    const all = await keptPaths();
    const here = all.includes(path);
    const buttons = here
      ? [makeButton(words.keep_remove, () => change(() => forget(path), words.keep_removed))]
      : [makeButton(words.keep, () => change(() => keep(path), words.keep_done))];
    if (all.length) {
      const removeAll = () => change(forgetAll, words.keep_removed_all);
      buttons.push(makeButton(words.keep_remove_all, removeAll));
    }
    const about = make("p", {}, here ? words.keep_is_kept : words.keep_about);
    box.replaceChildren(about, ...buttons, status);
    return here;
  }

  async function change(action, done) {
    status.textContent = "";
    let said = done;
    try {
      await action();
    } catch {
      said = words.keep_failed;
    }
    await show();
    box.querySelector("button").focus();
    status.textContent = said;
  }

  const here = await show();
  text.after(box);
  // A kept page follows the site: what was corrected since is kept anew.
  if (here) keep(path).catch(() => {});
}

// The list on the offline page.
async function showKept() {
  const place = document.querySelector("[data-enhance~=kept]");
  if (!place) return;
  const status = makeStatus("");

  async function show() {
    const paths = (await keptPaths()).sort();
    const rows = await Promise.all(
      paths.map(async (path) => {
        const title = await keptTitle(path);
        const remove = makeButton(words.keep_remove_short, () => change(() => forget(path)));
        remove.setAttribute("aria-label", `${words.keep_remove_short}: ${title}`);
        return make("li", {}, make("a", { href: path }, title), " ", remove);
      }),
    );
    const parts = rows.length
      ? [make("ul", {}, ...rows), makeButton(words.keep_remove_all, () => change(forgetAll))]
      : [make("p", {}, words.keep_none)];
    place.replaceChildren(...parts, status);
  }

  async function change(action) {
    await action();
    await show();
    (place.querySelector("button") ?? place).focus();
    status.textContent = words.keep_removed;
  }

  await show();
}
