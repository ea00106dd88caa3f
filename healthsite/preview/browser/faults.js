// The page of faults: follows each save, and leads back by itself once all is mended.
import { follow, forgetWorkers, reload, restorePlace } from "/__preview/live.js";

const { preview, back } = document.querySelector("script[data-preview]").dataset;
forgetWorkers();
restorePlace();
follow(preview, (build) => (build.faults ? reload() : location.replace(back)));
