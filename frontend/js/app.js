// What runs on every page. Pages work without it: each part only adds comfort.
import { initAll as startGovuk } from "govuk-frontend";
import { initAll as startMoj } from "@ministryofjustice/frontend";
import { startAutosave } from "./autosave.js";
import { startResults } from "./results.js";
import { startReveals } from "./reveal.js";
import { startSession } from "./session.js";
import { startShortcuts } from "./shortcuts.js";

startGovuk();
startMoj();
startReveals();
startShortcuts();
startResults();
const session = startSession();
startAutosave(document, session);

// Fragments that htmx brings in hold the same components: start those inside the fragment only.
document.addEventListener("htmx:load", (event) => {
  const fragment = event.detail?.elt;
  if (fragment instanceof Element && fragment !== document.body) {
    startGovuk({ scope: fragment });
    startMoj({ scope: fragment });
    startReveals(fragment);
    startAutosave(fragment, session);
  }
});
