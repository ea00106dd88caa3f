// Everything that scripts add to a page. The page is complete without any of it, so each
// starts in a try of its own: one that fails takes no other with it.
import { breathe } from "../components/breathe/breathe.js";
import { contents } from "../components/contents/contents.js";
import { allLines } from "../components/help_strip/help_strip.js";
import { sources } from "../components/sources/sources.js";
import { terms } from "../components/term/term.js";
import { leaveThisPage } from "./leave.js";
import { listen } from "./listen.js";
import { offline } from "./offline.js";
import { openForPrint } from "./print.js";

for (const enhance of [leaveThisPage, contents, allLines, terms, sources, breathe, openForPrint, listen, offline]) {
  try {
    enhance();
  } catch (fault) {
    console.error(fault);
  }
}
