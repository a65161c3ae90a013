// Letters on twelve keys: a key pressed again soon shows its next letter in place of the last.

const ON = { 1: ".,?!-@1", 2: "abc2", 3: "def3", 4: "ghi4", 5: "jkl5", 6: "mnoñ6", 7: "pqrs7", 8: "tuv8", 9: "wxyz9", 0: " 0", "*": "*/:()" };
const MODES = ["ABC", "abc", "123"];
const AGAIN_WITHIN = 900; // milliseconds

let at = 0;
let last = { key: "", count: 0, when: 0 };

export const mode = () => MODES[at];

// The next way of writing, and its name.
export function next() {
  at = (at + 1) % MODES.length;
  last = { key: "", count: 0, when: 0 };
  return mode();
}

// What a key writes now, and how many letters before it are replaced.
export function tap(key, now = performance.now()) {
  if (mode() === "123") return { text: key, over: 0 };
  const again = key === last.key && now - last.when < AGAIN_WITHIN;
  last = { key, count: again ? last.count + 1 : 0, when: now };
  const letter = ON[key][last.count % ON[key].length];
  return { text: mode() === "ABC" ? letter.toUpperCase() : letter, over: again ? 1 : 0 };
}
