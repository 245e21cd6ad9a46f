// Warns before the idle sign-out, keeps a working person signed in, and never takes away what was typed.
// After a sign-in in another tab every form here gets a fresh token, so the page can simply go on.
const MINUTE = 60_000;
const WARN_BEFORE = 5 * MINUTE;
const KEEP_EVERY = 10 * MINUTE;

export function startSession() {
  const { idleMinutes, session } = document.body.dataset;
  if (!session) return { token: () => "", refresh: async () => false };
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  const dialog = document.getElementById("session-warning");
  const words = dialog?.querySelector("[data-session-words]");
  const stay = dialog?.querySelector("[data-session-stay]");
  const again = dialog?.querySelector("[data-session-again]");
  let seen = Date.now();
  let active = false;
  let over = false;

  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

  function useToken(fresh) {
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = fresh;
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": fresh }));
  }

  function alive() {
    seen = Date.now();
    over = false;
    if (dialog?.open) dialog.close();
  }

  async function refresh() {
    try {
      const answer = await fetch(session, {
        method: "POST",
        headers: { "X-CSRFToken": token() },
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) return false;
      useToken((await answer.json()).csrf);
      alive();
      channel?.postMessage("alive");
      return true;
    } catch {
      return false;
    }
  }

  function ended() {
    over = true;
    if (!dialog) return;
    dialog.querySelector("h2").textContent = "You are signed out";
    if (words) words.textContent = "You were away for a while. What you typed on this page stays here. Sign in again in a new tab, then go on and send it.";
    stay.textContent = "I have signed in again";
    again.hidden = false;
    if (!dialog.open) dialog.showModal();
  }

  const limit = Number(idleMinutes) * MINUTE;
  setInterval(() => {
    const idle = Date.now() - seen;
    if (active && !over && idle > KEEP_EVERY && idle < limit) {
      active = false;
      refresh();
    } else if (idle >= limit) ended();
    else if (idle >= limit - WARN_BEFORE && dialog && !dialog.open) dialog.showModal();
  }, 15_000);

  for (const kind of ["keydown", "pointerdown"]) document.addEventListener(kind, () => { active = true; }, { passive: true });
  stay?.addEventListener("click", async () => {
    if (!(await freshToken())) ended();
  });

  // A token of before the new sign-in is refused: read one from a page of the new session.
  async function freshToken() {
    if (await refresh()) return true;
    try {
      const page = await fetch("/session/again/", { credentials: "same-origin", redirect: "error" });
      if (!page.ok) return false;
      const found = new DOMParser().parseFromString(await page.text(), "text/html");
      const fresh = found.querySelector("input[name=csrfmiddlewaretoken]")?.value;
      if (!fresh) return false;
      useToken(fresh);
      alive();
      return true;
    } catch {
      return false;
    }
  }

  // Nothing is sent into a session that has ended: the warning opens instead and the form stays as it is.
  document.addEventListener("submit", (event) => {
    if (over && event.target instanceof HTMLFormElement && event.target.method === "post") {
      event.preventDefault();
      ended();
    }
  }, true);

  channel?.addEventListener("message", ({ data }) => {
    if (data === "alive") alive();
    if (data === "again") freshToken();
  });
  channel?.postMessage("alive");
  if (document.querySelector("[data-session-announce]")) channel?.postMessage("again");
  return { token, refresh: freshToken };
}
