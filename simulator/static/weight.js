// What a text weighs on the air (3GPP TS 23.038): its units, and the messages it is billed as.

import { config } from "./page.js";

const basic = new Set(config.basic);
const extension = new Set(config.extension);

export function weigh(text) {
  const letters = [...text];
  const gsm = letters.every((letter) => basic.has(letter) || extension.has(letter));
  const [alone, part] = gsm ? [160, 153] : [70, 67];
  const sizes = letters.map((letter) => (gsm ? (extension.has(letter) ? 2 : 1) : letter.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  let segments = units ? 1 : 0;
  let used = 0;
  if (units > alone) {
    for (const size of sizes) {
      if (used + size > part) [segments, used] = [segments + 1, 0];
      used += size; // a pair never straddles two parts
    }
  }
  return { units, segments, room: segments > 1 ? segments * part : alone };
}
