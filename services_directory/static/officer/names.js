// Django's list with a search field is named by what is chosen alone: here its label comes first, as for any other field.
function nameLists() {
  document.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
    const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection");
    const label = select.labels[0];
    if (!box || !label) return;
    label.id ||= `${select.id}-label`;
    const chosen = box.getAttribute("aria-labelledby") || "";
    if (!chosen.includes(label.id)) box.setAttribute("aria-labelledby", `${label.id} ${chosen}`.trim());
    const shown = box.querySelector(".select2-selection__rendered[role=textbox]");
    if (shown) shown.setAttribute("aria-labelledby", label.id);
    const search = box.querySelector(".select2-search__field");
    if (search) search.setAttribute("aria-labelledby", label.id);
  });
}
// The lists are made some time after the page, anew for each part that is added, and the field of a list of several with
// each choice: so whatever comes is looked at.
let waiting = false;
function nameSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    nameLists();
  });
}
new MutationObserver(nameSoon).observe(document.documentElement, { childList: true, subtree: true });
nameSoon();
