// What the server tells the page, and the shortest way to one of its elements.

export const $ = (id) => document.getElementById(id);
export const config = JSON.parse($("phone").dataset.config);
