// Parts of the page that renew themselves: at once when the stream tells of their case, else every few seconds.

const ASK = 5000; // without a stream
const CALM = 4; // of these, with a stream: it may have missed something, and asking keeps a case
const source = document.body.dataset.stream;
const parts = () => [...document.querySelectorAll("[data-hears]")];
const ask = (part) => part.dispatchEvent(new CustomEvent("renew"));
let stream;
let turn = 0;
let soon = 0;

function rung(folio) {
  if (!parts().some(({ dataset }) => folio === "*" || dataset.hears === "*" || dataset.hears === folio)) return;
  clearTimeout(soon); // many at once are asked for once, and not by every desk in the same moment
  soon = setTimeout(() => parts().forEach(ask), 150 + Math.random() * 350);
}

function listen() {
  stream = new EventSource(source, { withCredentials: true });
  stream.addEventListener("message", ({ data }) => rung(data));
  stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && setTimeout(listen, 10000));
}

if (parts().length) {
  if (source) listen();
  setInterval(() => {
    const open = stream?.readyState === EventSource.OPEN;
    document.body.toggleAttribute("data-live", open);
    if (!open || ++turn % CALM === 0) parts().forEach(ask);
  }, ASK);
}

// Whoever waits, or was handed to this agent, is told by the title and by a short sound, which can be muted.
const MUTE = "mi-cuenta-sounds-off";
const mute = document.querySelector("#mute");
const muted = () => localStorage.getItem(MUTE) !== null;
const title = document.title.replace(/^\(\d+\+?\) /, "");
let sounds;

function beep() {
  if (muted() || !sounds) return;
  const [tone, level] = [sounds.createOscillator(), sounds.createGain()];
  level.gain.setValueAtTime(0.08, sounds.currentTime);
  level.gain.exponentialRampToValueAtTime(0.001, sounds.currentTime + 0.35);
  tone.connect(level).connect(sounds.destination);
  tone.start();
  tone.stop(sounds.currentTime + 0.35);
}

const counts = () => document.querySelector("#counts")?.dataset ?? {};
let { waiting, mine } = counts();

document.addEventListener("htmx:after:swap", () => {
  const now = counts();
  if (now.waiting === undefined) return;
  document.title = now.waiting > 0 ? `(${now.waiting}) ${title}` : title;
  if (+now.waiting > +waiting || +now.mine > +mine) beep();
  ({ waiting, mine } = now);
});

const tell = () => mute && (mute.textContent = muted() ? mute.dataset.on : mute.dataset.off);
mute?.addEventListener("click", () => (muted() ? localStorage.removeItem(MUTE) : localStorage.setItem(MUTE, "1"), tell()));
addEventListener("pointerdown", () => (sounds ??= new AudioContext()), { once: true });
tell();
