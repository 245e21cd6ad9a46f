// Keeps what is being typed on the server, two seconds after the last key at the latest; says so; never sends the form.
// While the server cannot be reached the text waits in this tab only, and goes up as soon as it can.
const PAUSE = 1200;
const LONGEST = 2000;
const RETRY = 5000;

class Autosave {
  constructor(form, session) {
    this.form = form;
    this.session = session;
    this.address = form.dataset.autosave;
    this.status = form.querySelector("[data-autosave-status]");
    this.savedAt = 0;
    this.state = "";
    this.sending = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => { this.stop(); this.forget(); });
    window.addEventListener("online", () => this.dirty && this.save());
    document.addEventListener("visibilitychange", () => { if (document.hidden && this.dirty) this.save(true); });
    setInterval(() => this.tick(), 3000);
    this.restore();
  }

  get box() { return `draft:${this.address}`; }

  restore() {
    const kept = sessionStorage.getItem(this.box);
    if (!kept) return;
    for (const [name, value] of new URLSearchParams(kept)) {
      const fields = [...this.form.elements].filter((field) => field.name === name);
      for (const field of fields) {
        if (field.type === "radio" || field.type === "checkbox") { if (field.value === value) field.checked = true; }
        else if (field.type !== "hidden" && field.type !== "file") field.value = value;
      }
    }
    this.changed();
  }

  changed() {
    this.dirty = true;
    this.since ??= Date.now();
    clearTimeout(this.timer);
    const longest = Math.max(0, LONGEST - (Date.now() - this.since));
    this.timer = setTimeout(() => this.save(), Math.min(PAUSE, longest));
  }

  stop() {
    clearTimeout(this.timer);
    this.dirty = false;
    this.stopped = true;
  }

  forget() { sessionStorage.removeItem(this.box); }

  typed() {
    const all = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") all.append(name, value);
    }
    for (const hidden of ["idempotency_key", "version"]) all.delete(hidden);
    return all;
  }

  async save(leaving = false) {
    if (this.stopped || this.sending) return;
    clearTimeout(this.timer);
    this.sending = true;
    this.dirty = false;
    this.since = undefined;
    const body = this.typed();
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": this.session.token() },
        credentials: "same-origin",
        redirect: "error",
        keepalive: leaving && body.toString().length < 60_000,
      });
      if (answer.status === 413 || answer.status === 409) {
        const { detail } = await answer.json();
        this.say("refused", detail);
      } else if (!answer.ok) throw new Error(String(answer.status));
      else {
        this.savedAt = Date.now();
        this.forget();
        this.say("saved", "Saved just now");
      }
    } catch {
      sessionStorage.setItem(this.box, body.toString());
      this.dirty = true;
      this.say("waiting", "Not saved on the server yet: kept in this tab, trying again");
      this.timer = setTimeout(() => this.save(), RETRY);
    } finally {
      this.sending = false;
      if (this.dirty && this.state === "saved") this.changed();
    }
  }

  // A screen reader hears a change of state, not the seconds going by.
  say(state, words) {
    if (!this.status) return;
    this.status.setAttribute("aria-live", state === this.state ? "off" : "polite");
    this.state = state;
    this.status.textContent = words;
  }

  tick() {
    if (this.state !== "saved" || !this.savedAt) return;
    const seconds = Math.round((Date.now() - this.savedAt) / 1000);
    const words = seconds < 60 ? `Saved ${seconds} s ago` : `Saved ${Math.round(seconds / 60)} min ago`;
    this.say("saved", words);
  }
}

export function startAutosave(scope, session) {
  const forms = [...scope.querySelectorAll("form[data-autosave]")];
  if (scope instanceof HTMLFormElement && scope.dataset.autosave) forms.push(scope);
  for (const form of forms) {
    if (form.dataset.autosaving) continue;
    form.dataset.autosaving = "yes";
    new Autosave(form, session);
  }
}
