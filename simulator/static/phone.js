// The demo phone's body: what is seen and pressed. What goes over the air is in gateway.js, what it weighs in weight.js,
// how keys write letters in letters.js.

import { UssdSession, sendSms } from "./gateway.js";
import { mode, next, tap } from "./letters.js";
import { forget, mine, memory, note, of, spoil } from "./memory.js";
import { $, config, cost, fill, money } from "./page.js";
import { weigh } from "./weight.js";

const phone = $("phone");
const { words } = config;
const time = new Intl.DateTimeFormat("es-MX", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

// ---- The thread.

const thread = $("thread");
const down = () => (thread.scrollTop = thread.scrollHeight);
// A message is read from its beginning, also one that is longer than the screen.
const begin = (box) => (thread.scrollTop = box.offsetTop - thread.offsetTop - 6);

function bubble({ from, text, at, trouble }) {
  const box = document.createElement("article");
  box.className = `bubble ${from}`;
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = `${from === "me" ? words.you : config.shortCode}: `;
  const said = document.createElement("p");
  said.append(who, text);
  const about = document.createElement("small");
  about.textContent = `${time.format(new Date(at))} · ${cost(weigh(text).segments)}`;
  box.append(said, about);
  if (trouble) mar(box);
  thread.append(box);
  begin(box);
  $("empty").hidden = true;
  return box;
}

function mar(box) {
  box.classList.add("trouble");
  box.lastChild.textContent = words.no_answer;
}

function keep(number, from, text, at) {
  const entry = note(number, from, text, at);
  total();
  return { entry, box: number === memory.number ? bubble(entry) : null };
}

function total() {
  const { sent, got, pages } = mine();
  $("total").textContent = fill(words.total, { sent, got, pages, cost: money(sent + got) });
}

// ---- Sending, and USSD.

let turn = Promise.resolve(); // one message at a time, in the order they were sent

function send(text) {
  const number = memory.number;
  const { entry, box } = keep(number, "me", text);
  turn = turn.then(async () => {
    thread.classList.add("waiting");
    down();
    try {
      const reply = await sendSms(number, text);
      if (reply) keep(number, "them", reply);
    } catch {
      spoil(number, entry);
      mar(box);
      total();
    }
    thread.classList.remove("waiting");
    listenSoon();
  });
}

let session = null;

async function step(ask) {
  const asked = session;
  $("ussd").classList.add("waiting");
  try {
    const screen = await ask();
    if (asked !== session) return; // hung up while waiting
    of(asked.number, (account) => (account.pages += 1));
    total();
    popUp(screen.text, screen.goesOn);
  } catch {
    if (asked === session) popUp(words.no_answer, false);
  }
  $("ussd").classList.remove("waiting");
  listenSoon();
}

function dial(code) {
  session = new UssdSession(memory.number);
  const ahead = session.ahead(code);
  if (ahead) step(() => session.send(ahead));
  else popUp(words.wrong_code, false);
}

function hangUp() {
  session?.hangUp();
  session = null;
  $("ussd").hidden = true;
  $("ussd").classList.remove("waiting");
  field().focus();
}

function popUp(text, goesOn) {
  $("page").textContent = text;
  $("page-count").textContent = fill(words.septets, { n: weigh(text).units });
  $("answer").value = "";
  carets.delete($("answer"));
  $("answer").hidden = $("hang-up").hidden = !goesOn;
  $("reply").textContent = goesOn ? $("reply").dataset.answer : $("reply").dataset.ok;
  $("ussd").hidden = false;
  $("page").scrollTop = 0;
  more();
  (goesOn ? $("answer") : $("reply")).focus();
}

// Whether some of the page is still below.
const more = () => ($("page-more").hidden = $("page").scrollHeight - $("page").scrollTop - $("page").clientHeight < 4);

// ---- What arrives by itself.

let timer = 0;

async function listen() {
  const number = memory.number;
  const after = mine().last;
  try {
    const query = new URLSearchParams({ phone: number, after });
    const response = await fetch(`${config.inbox}?${query}`);
    const { messages } = await response.json();
    phone.classList.toggle("no-signal", !response.ok);
    // Another look may have been quicker, or the phone be somebody else's by now.
    if (response.ok && number === memory.number && after === mine().last) messages.forEach(arrive);
  } catch {
    phone.classList.add("no-signal");
  }
  clearTimeout(timer);
  timer = setTimeout(listen, document.hidden ? 10_000 : 1_500);
}

function listenSoon() {
  clearTimeout(timer);
  timer = setTimeout(listen, 300);
}

function arrive({ id, text, at }) {
  of(memory.number, (account) => (account.last = id));
  keep(memory.number, "them", text, at).box.classList.add("new");
  if ($("sms-view").hidden || !$("ussd").hidden) {
    const banner = $("banner-content").content.cloneNode(true);
    banner.querySelector("p").textContent = text;
    $("banner").replaceChildren(banner);
    $("envelope").hidden = false;
  }
  phone.classList.remove("buzz");
  requestAnimationFrame(() => phone.classList.add("buzz"));
}

// ---- The body: views, keys, and what is typed where.

const view = () => (!$("ussd").hidden ? "ussd" : $("sms-view").hidden ? "dial" : "sms");
const field = () => ({ ussd: $("answer"), dial: $("number"), sms: $("message") })[view()];
const form = () => ({ ussd: $("ussd-form"), dial: $("dial-view"), sms: $("sms-view") })[view()];

function show(name) {
  for (const one of ["sms", "dial"]) {
    $(`${one}-view`).hidden = one !== name;
    $(`show-${one}`).setAttribute("aria-pressed", one === name);
  }
  if (name === "sms") {
    down();
    dismiss();
  }
}

function dismiss() {
  $("banner").replaceChildren();
  $("envelope").hidden = true;
}

function count() {
  const { units, room, segments } = weigh($("message").value);
  $("count").textContent = units ? `${units}/${room} · ${cost(segments)}` : "";
}

// Where each field is written: a browser may forget it while a key of the phone has the focus.
const carets = new WeakMap();
const caret = (input) => (document.activeElement === input ? [input.selectionStart, input.selectionEnd] : carets.get(input) ?? [input.value.length, input.value.length]);
for (const id of ["message", "number", "answer"]) $(id).addEventListener("blur", ({ target }) => carets.set(target, [target.selectionStart, target.selectionEnd]));

function write(input, text, from, to) {
  input.setRangeText(text, from, to, "end");
  carets.set(input, [from + text.length, from + text.length]);
  input.dispatchEvent(new Event("input"));
}

function type(text, add = true, over = 0) {
  const input = field();
  if (input.hidden) return;
  const [from, to] = add ? caret(input) : [0, input.value.length];
  write(input, text, add ? Math.max(0, from - over) : from, to);
}

function erase() {
  const input = field();
  const [from, to] = caret(input);
  write(input, "", from === to ? Math.max(0, from - 1) : from, to);
  input.focus();
}

// A key of the phone: letters in a message, digits where a number is dialled or a choice made.
function strike(key) {
  if (view() !== "sms") return type(key);
  if (key === "#") return letters(next());
  const { text, over } = tap(key);
  type(text, true, over);
}

const letters = (name) => ($("letters").textContent = name);

function press(key) {
  if (key === "ok" || key === "left") form().requestSubmit();
  else if (key === "up" || key === "down") (view() === "ussd" ? $("page") : thread).scrollBy({ top: key === "up" ? -60 : 60 });
  else if (view() === "ussd") hangUp();
  else if (key === "right") erase();
  else type("", false);
}

function put({ dataset }) {
  if (view() !== "ussd") show("dial" in dataset ? "dial" : "sms");
  const before = "add" in dataset && field().value.trim();
  type(before ? `${before} ${dataset.put}` : dataset.put, false);
  $("said").textContent = fill(words.copied, { text: dataset.put });
  field().focus();
}

function become(number, name) {
  if (view() === "ussd") hangUp();
  memory.number = number;
  of(number, () => {}); // remembered, even with nothing said yet
  thread.querySelectorAll(".bubble").forEach((one) => one.remove());
  $("empty").hidden = false;
  mine().thread.forEach(bubble);
  $("own-number").value = number.replace("+52", "").replace(/^(\d\d)(\d{4})/, "$1 $2 ");
  document.querySelectorAll("[name=person]").forEach((radio) => (radio.checked = radio.value === number));
  const identity = document.querySelector("[name=person]:checked")?.dataset.identity ?? "";
  Object.assign($("copy-identity"), { disabled: !identity }).dataset.put = identity;
  dismiss();
  total();
  if (name !== undefined) $("said").textContent = fill(words.you_are, { name, phone: number });
  listen();
}

const on = (id, event, act) => $(id).addEventListener(event, act);
const submitted = (id, act) => on(id, "submit", (event) => (event.preventDefault(), act()));
const taken = (input) => {
  const text = input.value.trim();
  input.value = "";
  carets.delete(input);
  input.dispatchEvent(new Event("input"));
  return text;
};

submitted("sms-view", () => {
  const text = taken($("message"));
  if (text) send(text);
});
submitted("dial-view", () => $("number").value.trim() && dial(taken($("number"))));
submitted("ussd-form", () => {
  if (!session.open) hangUp();
  else if (!$("ussd").classList.contains("waiting")) step(() => session.send([$("answer").value.trim()]));
});
submitted("own", () => {
  const digits = $("own-number").value.replace(/\D/g, "").replace(/^52(?=\d{10}$)/, "");
  const good = digits.length === 10;
  if (good) become(`+52${digits}`, "");
  $("own-number").setAttribute("aria-invalid", !good);
  $("own-note").textContent = good ? "" : words.bad_number;
});
on("message", "input", count);
on("message", "keydown", (event) => event.key === "Enter" && !event.isComposing && (event.preventDefault(), form().requestSubmit()));
on("show-sms", "click", () => (show("sms"), $("message").focus()));
on("show-dial", "click", () => (show("dial"), $("number").focus()));
on("hang-up", "click", hangUp);
on("page", "scroll", more);
new ResizeObserver(more).observe($("page"));
on("reset", "click", async () => {
  await fetch(config.anew, { method: "POST", body: new URLSearchParams({ phone: memory.number }) });
  forget();
  location.reload();
});
document.querySelectorAll(".erase").forEach((one) => one.addEventListener("click", erase));
document.addEventListener("visibilitychange", listenSoon);
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.key) strike(button.dataset.key);
  else if (button?.dataset.press) press(button.dataset.press);
  else if (button?.dataset.put) put(button);
  else if (button?.closest("#banner")) (dismiss(), field().focus());
  else if (target.name === "person") become(target.value, target.dataset.name);
});

// One stop for the Tab key in the keypad; arrows move within it. A digit typed anywhere on the phone is typed.
const keys = [...document.querySelectorAll("[data-key]")];
document.addEventListener("keydown", (event) => event.key === "Escape" && view() === "ussd" && hangUp());
phone.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 }[event.key];
  const at = keys.indexOf(event.target);
  if (at >= 0 && step && keys[at + step]) {
    event.preventDefault();
    keys.forEach((key) => (key.tabIndex = -1));
    keys[at + step].tabIndex = 0;
    keys[at + step].focus();
  }
  const key = keys.find((one) => one.dataset.key === event.key);
  if (!key) return;
  key.animate?.([{ filter: "brightness(1.6)" }, {}], 180);
  if (!event.target.matches("input, textarea")) type(event.key);
});

const tell = () => ($("clock").textContent = time.format(new Date()));
tell();
setInterval(tell, 10_000);
show("sms");
count();
letters(mode());
become(memory.number || document.querySelector("[name=person]")?.value || "+525512345678");
