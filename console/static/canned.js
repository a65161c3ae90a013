// Canned answers: `/code` and a space, or a press, puts the text at the cursor.

const text = document.querySelector("#text");
const texts = new Map([...document.querySelectorAll("[data-insert]")].map((one) => [one.value, one.dataset.insert]));

function put(words, from, to) {
  text.setRangeText(words, from, to, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

text?.addEventListener("input", () => {
  const typed = /(?<![\w/])\/([a-zñ]{2,20})\s$/.exec(text.value.slice(0, text.selectionStart));
  if (typed && texts.has(typed[1])) put(`${texts.get(typed[1])} `, typed.index, text.selectionStart);
});

document.addEventListener("click", ({ target }) => {
  const words = target.closest?.("[data-insert]")?.dataset.insert;
  if (words === undefined || !text) return;
  text.focus();
  put(words, text.selectionStart, text.selectionEnd);
});
