// Follows the builds: says when there is a new one, and keeps the reader's place over a reload.

const PLACE = "preview place";
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, caption, pre";

/** Calls `onBuild` with {number, faults} for every build but the one this page is of. */
export function follow(number, onBuild) {
  const events = new EventSource("/__preview/events");
  let seen = number;
  events.onmessage = (event) => {
    const build = JSON.parse(event.data);
    if (build.number === seen) return;
    seen = build.number;
    onBuild(build);
  };
  // Otherwise a page that was left would hold one of the few connections to this host.
  addEventListener("pagehide", () => events.close());
}

/** Loads the page again and comes back to what is on the screen now. */
export function reload() {
  keepPlace();
  location.reload();
}

/** Notes what stands at the top of the screen, by its words: lines above may come or go. */
export function keepPlace() {
  const kept = { path: location.pathname, y: scrollY, words: "", top: 0 };
  if (scrollY > 0) {
    for (const block of document.querySelectorAll(BLOCKS)) {
      const top = block.getBoundingClientRect().top;
      if (top >= 0 && top < innerHeight && block.textContent.trim() && scrolls(block)) {
        kept.words = block.textContent;
        kept.top = top;
        break;
      }
    }
  }
  sessionStorage.setItem(PLACE, JSON.stringify(kept));
  history.scrollRestoration = "manual";
}

/** Says whether an element moves with the text, and does not stay on the screen. */
function scrolls(element) {
  for (let at = element; at; at = at.parentElement) {
    if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return false;
  }
  return true;
}

/** Goes back to the place noted before this page was loaded again, if there is one. */
export function restorePlace() {
  const kept = JSON.parse(sessionStorage.getItem(PLACE) || "null");
  if (!kept || kept.path !== location.pathname) return;
  sessionStorage.removeItem(PLACE);
  const same = [...document.querySelectorAll(BLOCKS)].filter((b) => b.textContent === kept.words);
  scrollTo(0, kept.y);
  if (kept.words && same.length === 1) {
    scrollBy(0, same[0].getBoundingClientRect().top - kept.top);
  }
  // Not before the page is loaded: the browser would then go to its own idea of the place.
  addEventListener("load", () => setTimeout(() => { history.scrollRestoration = "auto"; }));
}

/** No worker of the site may answer in the preview's place, today or when it has ended. */
export function forgetWorkers() {
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
}
