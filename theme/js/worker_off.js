// The site keeps nothing on devices any more. Whoever has a worker of ours gets this one
// instead: it removes what was kept, then itself.
const SET = "__BUILT__";

addEventListener("install", () => {
  skipWaiting();
});

addEventListener("activate", (event) => {
  event.waitUntil(leave());
});

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(SET.caches)) await caches.delete(name);
  }
  await registration.unregister();
}
