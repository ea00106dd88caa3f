// What opens without a network. One fixed set for everybody is fetched when this worker is
// installed: what a person reads is not kept, so that a shared device holds no trace of it.
// Pages kept on purpose are written by kept.js and only read here.
//
// The build puts in: `caches`, how our caches' names begin; `version`, named by the set's bytes
// and this file's; `pages`, each with the files it names; `files`; `offline`, for each folder
// the page that stands in for one that cannot be had, the longest folder first.
const SET = "__BUILT__";

const NAME = `${SET.caches}set ${SET.version}`;
const KEPT = `${SET.caches}kept `;
// A line that says nothing for so long is no line.
const PATIENCE_MILLISECONDS = 3000;
const PARTS = ["font", "image", "manifest", "script", "style"];

addEventListener("install", (event) => {
  event.waitUntil(install());
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answerPage(event, url.pathname));
  else if (PARTS.includes(request.destination)) event.respondWith(answerPart(request));
});

// If anything is missing the former worker stays, with its own set.
async function install() {
  try {
    const cache = await caches.open(NAME);
    await Promise.all(addresses().map((address) => fetchInto(cache, address)));
  } catch (fault) {
    await caches.delete(NAME);
    throw fault;
  }
  await skipWaiting();
}

async function tidy() {
  for (const name of await caches.keys()) {
    const ours = name.startsWith(SET.caches);
    if (ours && name !== NAME && !name.startsWith(KEPT)) await caches.delete(name);
  }
  // The network is asked while this worker still wakes up.
  await registration.navigationPreload?.enable();
}

function addresses() {
  return [...Object.keys(SET.pages), ...SET.files];
}

async function fetchInto(cache, address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  // A page of another build, or of a Wi-Fi's sign-in screen, does not name these files.
  const names = SET.pages[address] ?? [];
  const text = names.length ? await answer.clone().text() : "";
  if (!names.every((name) => text.includes(name))) throw new Error(`${address}: another build`);
  await cache.put(address, answer);
}

// The network first, since numbers change; the copy when it fails or takes too long.
async function answerPage(event, path) {
  const copy = await stored(path);
  const asked = fromNetwork(event, copy);
  event.waitUntil(asked.then(heal, () => {}));
  try {
    const answer = await (copy ? Promise.race([asked, later()]) : asked);
    return answer && answer.status < 500 ? answer : (copy ?? answer);
  } catch {
    return copy ?? (await standIn(path)) ?? Response.error();
  }
}

async function fromNetwork(event, copy) {
  const answer = (await event.preloadResponse) ?? (await fetch(event.request));
  // Where there is a copy, half a page is worse than the copy: it must arrive whole.
  if (!copy || answer.type === "opaqueredirect") return answer;
  const { status, statusText, headers } = answer;
  return new Response(await answer.blob(), { status, statusText, headers });
}

function later() {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MILLISECONDS);
  });
}

// A name with a digest in it never changes, so its copy is as good as the original; of other
// files the copy is only for when there is no network.
async function answerPart(request) {
  const hashed = /\.[0-9a-f]{10}\.\w+$/.test(new URL(request.url).pathname);
  if (hashed) return (await anyCopy(request.url)) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (fault) {
    const copy = await anyCopy(request.url);
    if (copy) return copy;
    throw fault;
  }
}

// Storage may be blocked or broken: then there is no copy, and the network is all there is.
async function stored(path) {
  try {
    const name = path in SET.pages ? NAME : KEPT + path;
    if (!(await caches.has(name))) return undefined;
    return await (await caches.open(name)).match(path);
  } catch {
    return undefined;
  }
}

async function anyCopy(address) {
  try {
    const names = await caches.keys();
    for (const name of names.filter((name) => name.startsWith(SET.caches))) {
      const copy = await (await caches.open(name)).match(address);
      if (copy) return copy;
    }
  } catch {
    // As above.
  }
  return undefined;
}

async function standIn(path) {
  const [, page] = SET.offline.find(([folder]) => path.startsWith(folder)) ?? [];
  return page && stored(page);
}

let healed = false;

// A browser short of space may have thrown part of the set away. Once a life, look and refill.
async function heal() {
  if (healed) return;
  healed = true;
  try {
    const cache = await caches.open(NAME);
    for (const address of addresses()) {
      if (!(await cache.match(address))) await fetchInto(cache, address);
    }
  } catch {
    // The next worker, or the next life of this one, tries again.
  }
}
