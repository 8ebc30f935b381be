// The inbox renews itself: counts, rows and colleagues. The focus stays where it is; what is new is announced.
import { get, repeat } from "./asking.js";
import { useKeys } from "./keys.js";

const main = document.getElementById("content-main");
const body = main.querySelector("[data-rows]");
const said = document.getElementById("staff-news");
const trouble = document.getElementById("staff-trouble");
let known = "";
let begun = false;

const row = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
};

function place(rows) {
  const wanted = new Set(rows.map((each) => each.id));
  let fresh = 0;
  let before = null;
  for (const each of rows) {
    const old = document.getElementById(`row-${each.id}`);
    let here = old;
    if (!each.html && old?.dataset.version !== each.version) {
      known = ""; // gone on the server, or changed here, while the answer was under way: the next one is whole again
      continue;
    }
    if (!old) {
      here = row(each.html);
      here.classList.add("fresh");
      fresh += 1;
    } else if (old.dataset.version !== each.version && !old.contains(document.activeElement)) {
      here = row(each.html);
      old.replaceWith(here);
    } else if (old.dataset.version !== each.version) {
      // The link has the focus: only what stands beside it is renewed.
      const now = row(each.html);
      [...old.cells].slice(1).forEach((cell, index) => cell.replaceWith(now.cells[index + 1]));
      old.dataset.version = each.version;
    }
    const next = before ? before.nextElementSibling : body.firstElementChild;
    if (next !== here && !here.contains(document.activeElement)) body.insertBefore(here, next);
    before = here;
  }
  for (const old of [...body.rows]) {
    if (wanted.has(old.dataset.id)) continue;
    if (old.contains(document.activeElement)) old.classList.add("gone");
    else old.remove();
  }
  return fresh;
}

async function renew() {
  const have = [...body.rows].map((each) => each.dataset.version).join(",");
  const news = await get(`${main.dataset.news}?${main.dataset.query}&known=${known}&have=${have}`);
  if (!news) return;
  const first = !begun;
  begun = true;
  known = news.version;
  for (const [code, count] of Object.entries(news.counts)) main.querySelector(`[data-count=${code}]`).textContent = count;
  main.querySelector("[data-total]").textContent = news.total;
  main.querySelector("[data-here]").textContent = news.here;
  const fresh = place(news.rows);
  if (fresh) {
    body.parentElement.hidden = false;
    main.querySelector("[data-empty]")?.remove();
  }
  if (fresh && !first) said.textContent = fresh === 1 ? main.dataset.one : `${main.dataset.several} ${fresh}`;
}

function move(step) {
  const links = [...body.querySelectorAll("[data-open]")];
  const at = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
}

useKeys({ j: () => move(1), k: () => move(-1), "/": () => document.getElementById("id_q").focus() });
repeat(renew, 5, (error) => {
  trouble.hidden = !error;
  trouble.textContent = error ? error.message || main.dataset.lost : "";
});
