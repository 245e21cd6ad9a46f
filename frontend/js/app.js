// What runs on every page. Pages work without it: each part only adds comfort.
import { initAll as startGovuk } from "govuk-frontend";
import { initAll as startMoj } from "@ministryofjustice/frontend";

startGovuk();
startMoj();

// Fragments that htmx brings in hold the same components: start those inside the fragment only.
document.addEventListener("htmx:load", (event) => {
  const fragment = event.detail?.elt;
  if (fragment instanceof Element && fragment !== document.body) {
    startGovuk({ scope: fragment });
    startMoj({ scope: fragment });
  }
});
