// Questions that stand under an answer show while it is chosen. GOV.UK's own script marks radios with aria-expanded,
// which that role may not carry; what is revealed follows in reading order, so nothing else is needed.
function settle(group) {
  for (const input of group.querySelectorAll("input[data-reveals]")) {
    const more = document.getElementById(input.dataset.reveals);
    const kind = input.type === "radio" ? "radios" : "checkboxes";
    more?.classList.toggle(`govuk-${kind}__conditional--hidden`, !input.checked);
  }
}

// One that belongs to an answer in a list, or to several answers, stands beside its question and comes with them.
function settleBeside(scope) {
  for (const beside of scope.querySelectorAll("[data-shown-by]")) {
    const asked = beside.closest("form")?.elements.namedItem(beside.dataset.shownBy);
    if (asked) beside.hidden = !beside.dataset.shownFor.split(" ").includes(asked.value);
  }
}

export function startReveals(scope = document) {
  for (const group of scope.querySelectorAll(".govuk-radios, .govuk-checkboxes")) settle(group);
  settleBeside(scope);
}

document.addEventListener("change", (event) => {
  const group = event.target instanceof Element ? event.target.closest(".govuk-radios, .govuk-checkboxes") : null;
  for (let outer = group; outer; outer = outer.parentElement?.closest(".govuk-radios, .govuk-checkboxes")) settle(outer);
  if (event.target instanceof Element && event.target.form) settleBeside(event.target.form);
});
// Back and forward bring answers back without a change event.
window.addEventListener("pageshow", () => startReveals());
