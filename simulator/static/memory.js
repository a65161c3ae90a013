// What the phone remembers for as long as the tab is open: a thread and a bill for each number.

import { weigh } from "./weight.js";

export const memory = JSON.parse(sessionStorage.getItem("phone") || "null") || { number: "", people: {} };

const account = (number) => (memory.people[number] ??= { thread: [], last: "", sent: 0, got: 0, pages: 0 });

export const mine = () => account(memory.number);

// Change what is remembered of a number.
export function of(number, change) {
  change(account(number));
  sessionStorage.setItem("phone", JSON.stringify(memory));
}

// Put a message into a number's thread and on its bill.
export function note(number, from, text, at = new Date().toISOString()) {
  const entry = { from, text, at };
  of(number, (kept) => {
    kept.thread.push(entry);
    kept[from === "me" ? "sent" : "got"] += weigh(text).segments;
  });
  return entry;
}

// It did not go out, so nobody bills it.
export function spoil(number, entry) {
  of(number, (kept) => {
    entry.trouble = true;
    kept.sent -= weigh(entry.text).segments;
  });
}

// The number in hand has said and heard nothing.
export function forget() {
  delete memory.people[memory.number];
  sessionStorage.setItem("phone", JSON.stringify(memory));
}
