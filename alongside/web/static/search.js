/* A search field above a long list of choices: shows what fits as one types, and always what is chosen.
   <input type=search data-search="ID of the list">. A label's data-also holds other words to find it by.
   Without this file the field stays hidden and the whole list is there. */

const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const field of document.querySelectorAll("[data-search]")) {
  const list = document.getElementById(field.dataset.search);
  const choices = [...list.querySelectorAll("label")].map((label) => ({
    item: label.closest("li") ?? label,
    words: plain(`${label.textContent} ${label.dataset.also ?? ""}`),
    input: label.querySelector("input"),
  }));
  const groups = [...list.querySelectorAll("fieldset, details")];
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    for (const { item, words, input } of choices) item.hidden = !input.checked && !words.includes(wanted);
    for (const group of groups) {
      const fits = choices.some(({ item }) => !item.hidden && group.contains(item));
      group.hidden = !fits;
      if (wanted && group.tagName === "DETAILS") group.open = fits;
    }
  });
  // Enter looks; it does not send the form.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
