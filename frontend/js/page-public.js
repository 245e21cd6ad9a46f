// The public's pages. Nothing is written to the device: no storage, no cookie.
import { Button, CharacterCount, ErrorSummary, ExitThisPage, SkipLink, createAll } from "govuk-frontend";
import { startReveals } from "./reveal.js";

// Leaving takes the place of this page in the history, so that Back does not lead to it.
class LeaveNoTrace extends ExitThisPage {
  exitPage() {
    document.body.classList.add("govuk-exit-this-page-hide-content");
    window.location.replace(this.$button.href);
  }
}

createAll(Button);
createAll(CharacterCount);
createAll(ErrorSummary);
createAll(LeaveNoTrace);
createAll(SkipLink);
startReveals();

// Whatever a browser kept of the page when it was left is not shown again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
