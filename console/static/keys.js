// Keys for whoever has no hand free for the mouse. Never while typing, never with Ctrl, Alt or Meta, and they can be switched off.

const OFF = "mi-cuenta-keys-off";
const here = (selector) => document.querySelector(selector);
const button = here("#keys-switch");
const off = () => localStorage.getItem(OFF) !== null;

function step(by) {
  const links = [...document.querySelectorAll(".open")];
  const at = links.indexOf(document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  t: () => here("#take")?.click(),
  r: () => here("#text")?.focus(),
  n: () => here("#note")?.focus(),
  c: () => here("#outcome")?.focus(),
  "/": () => here("#find")?.focus(),
  "?": () => here("#keys")?.toggleAttribute("open"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && event.key === "Escape") return event.target.blur();
  if (off() || typing || event.ctrlKey || event.altKey || event.metaKey || !(event.key in ACTS)) return;
  event.preventDefault();
  ACTS[event.key]();
});

const tell = () => button && (button.textContent = off() ? button.dataset.on : button.dataset.off);
button?.addEventListener("click", () => (off() ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"), tell()));
tell();

// The newest line is in sight when a case is opened.
const thread = here("#thread");
if (thread) thread.scrollTop = thread.scrollHeight;
