// Keyboard: `/` search, `g` then a letter for a place, `?` lists what this page knows.
// Dead while typing, off by preference, and no single key ever decides anything: a letter only follows a link or
// presses a button that the page has marked with data-key, and submit buttons are left alone.
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=textbox], [role=combobox]";

function known() {
  const search = document.querySelector("[data-search], input[type=search], input[name=q]");
  const places = [...document.querySelectorAll("[data-place]")].filter((link) => link.dataset.place);
  const here = [...document.querySelectorAll("[data-key]")].filter((item) => !isDeciding(item));
  return { search, places, here };
}

function isDeciding(item) {
  return item.matches("button:not([type=button]), input[type=submit], input[type=image], input[type=radio], input[type=checkbox]");
}

function row(keys, words) {
  const line = document.createElement("div");
  line.className = "govuk-summary-list__row";
  const term = document.createElement("dt");
  term.className = "govuk-summary-list__key";
  for (const key of keys) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap, " ");
  }
  const what = document.createElement("dd");
  what.className = "govuk-summary-list__value";
  what.textContent = words;
  line.append(term, what);
  return line;
}

function list(dialog) {
  const { search, places, here } = known();
  const rows = [];
  if (search) rows.push(row(["/"], "Search"));
  for (const link of places) rows.push(row(["g", link.dataset.place], link.textContent.trim()));
  for (const item of here) rows.push(row([item.dataset.key], item.dataset.keyLabel ?? item.textContent.trim()));
  rows.push(row(["?"], "This list"));
  dialog.querySelector("[data-shortcut-list]").replaceChildren(...rows);
  dialog.showModal();
}

export function startShortcuts() {
  if (document.body.dataset.shortcuts !== "on") return;
  let afterG = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
    const { search, places, here } = known();
    if (Date.now() - afterG < 1500) {
      afterG = 0;
      const place = places.find((link) => link.dataset.place === event.key);
      if (place) {
        event.preventDefault();
        place.click();
      }
      return;
    }
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "?") {
      const dialog = document.getElementById("shortcuts");
      if (dialog) {
        event.preventDefault();
        list(dialog);
      }
    } else if (event.key === "g") {
      afterG = Date.now();
    } else {
      const item = here.find((candidate) => candidate.dataset.key === event.key);
      if (item) {
        event.preventDefault();
        item.click();
        // A link within the page brings the keyboard along to the question that it names.
        const within = item.getAttribute("href") ?? "";
        if (within.startsWith("#")) document.getElementById(within.slice(1))?.focus();
      }
    }
  });
}
