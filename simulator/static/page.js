// What the server tells the page, and how the page puts things into words.

export const $ = (id) => document.getElementById(id);
export const config = JSON.parse($("phone").dataset.config);

const pesos = new Intl.NumberFormat("es-MX", { style: "currency", currency: "MXN" });

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The price of so many segments, and the same with their number.
export const money = (segments) => pesos.format(segments * config.price);
export const cost = (segments) =>
  `${segments === 1 ? config.words.one : fill(config.words.many, { n: segments })} · ${money(segments)}`;
