// Narrows the list of questions to those with the words that are typed; without this script all of them are there.
"use strict";

const field = document.getElementById("narrow");
if (field) {
  const status = document.getElementById("narrowed");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  field.closest(".narrow").hidden = false;
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const group of document.querySelectorAll(".choices")) {
      let inGroup = 0;
      for (const choice of group.querySelectorAll(".choice")) {
        const fits = words.every((word) => plain(choice.textContent).includes(word));
        // What is chosen stays in sight: nobody accepts a question they do not see.
        choice.hidden = !fits && !choice.querySelector("input").checked;
        inGroup += choice.hidden ? 0 : 1;
      }
      group.hidden = inGroup === 0;
      left += inGroup;
    }
    status.textContent = words.length ? (left ? String(left) : status.dataset.none) : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // a search field in a form would send it
  });
}
