// Pages that a reader chose to keep on this device: one cache a page, with the styles and
// pictures it was made with, so that text and look are always of the same day.
import { built } from "healthsite";

const KEPT = `${built.caches}kept `;

export async function keptPaths() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(KEPT)).map((name) => name.slice(KEPT.length));
}

export async function keep(path) {
  const known = await caches.has(KEPT + path);
  // Whoever removes a page while it is being kept anew has removed it: what is stored after
  // that goes into a cache that nobody can open any more.
  const former = known ? await caches.open(KEPT + path) : null;
  try {
    await store(path, former);
  } catch (fault) {
    // Half a page is no page; a whole one from before stays.
    if (!known) await forget(path);
    throw fault;
  }
}

async function store(path, former) {
  const page = await fetched(path);
  const text = await page.clone().text();
  const files = filesOf(new DOMParser().parseFromString(text, "text/html"));
  const answers = await Promise.all(files.map(fetched));
  const cache = former ?? (await caches.open(KEPT + path));
  for (const [index, answer] of answers.entries()) await cache.put(files[index], answer);
  await cache.put(path, page);
  const now = new Set([path, ...files].map((address) => new URL(address, location).href));
  for (const request of await cache.keys()) if (!now.has(request.url)) await cache.delete(request);
}

async function fetched(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

function filesOf(page) {
  const parts = "link[rel=stylesheet], link[rel=icon], script[src], img:not(.u-print-only)";
  const named = [...page.querySelectorAll(parts)].map(
    (part) => part.getAttribute("href") ?? part.getAttribute("src"),
  );
  return [...new Set(named)];
}

export async function keptTitle(path) {
  const answer = await (await caches.open(KEPT + path)).match(path);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  return page.querySelector("h1")?.textContent.trim() || path;
}

export function forget(path) {
  return caches.delete(KEPT + path);
}

export async function forgetAll() {
  for (const path of await keptPaths()) await forget(path);
}
