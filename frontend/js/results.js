// A search box and its results by keyboard: down goes into the list, up and down along it, Enter follows the link,
// Escape or typing goes back to the box. Without scripts the box is a form and the results are links.
function links(box) {
  return [...(document.getElementById(box.dataset.results)?.querySelectorAll("a[data-result]") ?? [])];
}

function step(event, box) {
  const all = links(box);
  const here = all.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && all.length) return all[Math.min(here + 1, all.length - 1)];
  if (event.key === "ArrowUp" && here >= 0) return here === 0 ? box : all[here - 1];
  if (event.key === "Home" && here >= 0) return all[0];
  if (event.key === "End" && here >= 0) return all.at(-1);
  if (event.key === "Escape" && here >= 0) return box;
  return null;
}

export function startResults() {
  const box = document.querySelector("input[data-results]");
  if (!box) return;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing) return;
    const inside = event.target === box || links(box).includes(event.target);
    const next = inside ? step(event, box) : null;
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
}
