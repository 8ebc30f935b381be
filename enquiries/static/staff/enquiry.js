// The page of one enquiry while it is open: who else is there, what is new, the draft. Nothing moves the focus.
import { post, repeat } from "./asking.js";
import { useKeys } from "./keys.js";

const main = document.getElementById("content-main");
const talk = document.getElementById("talk");
const said = document.getElementById("staff-news");
const trouble = document.getElementById("staff-trouble");
const others = document.getElementById("others");
const changed = document.getElementById("changed");
const text = document.getElementById("reply-text");
const kept = document.getElementById("draft-kept");
const WRITING = 6000; // so long after the last key somebody counts as writing

let seen = main.dataset.seen;
let typed = 0;

async function look() {
  const typing = Date.now() - typed < WRITING ? "1" : "0";
  const fields = { seen, revision: main.dataset.revision, typing, others: others.textContent };
  const news = await post(main.dataset.here, fields, { background: true });
  if (!news) return;
  if (others.textContent !== news.others) others.textContent = news.others;
  for (const each of news.messages) {
    if (document.getElementById(`message-${each.number}`)) continue;
    talk.insertAdjacentHTML("beforeend", each.html);
    said.textContent = `${main.dataset.new} ${each.who}`;
  }
  // The forms keep the number they were made with: a colleague's reply that came meanwhile holds ours back for a look.
  if (news.seen) seen = String(news.seen);
  tell(news.changed);
}

function tell(what) {
  if (!what || changed.dataset.said === what) return;
  changed.dataset.said = what;
  const again = Object.assign(document.createElement("a"), { href: location.pathname, textContent: changed.dataset.again });
  changed.replaceChildren(`${what} `, again);
}

const failed = (error) => {
  trouble.hidden = !error;
  trouble.textContent = error ? error.message || main.dataset.lost : "";
};

function keepDraft() {
  let waiting = null;
  const save = async () => {
    waiting = null;
    try {
      await post(main.dataset.draft, { text: text.value });
      kept.textContent = main.dataset.kept;
    } catch (error) {
      failed(error);
    }
  };
  text.addEventListener("input", () => {
    typed = Date.now();
    kept.textContent = "";
    waiting ??= setTimeout(save, 1500);
  });
  text.form.addEventListener("submit", () => clearTimeout(waiting));
}

function move(step) {
  const all = [...talk.querySelectorAll(".said")];
  const at = all.findIndex((each) => each.contains(document.activeElement));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.setAttribute("tabindex", "-1");
  next?.focus();
}

const to = (id) => () => document.getElementById(id)?.focus();
useKeys({
  r: to("reply-text"),
  c: to("reply-canned"),
  n: to("note-text"),
  j: () => move(1),
  k: () => move(-1),
  u: () => document.querySelector(".breadcrumbs a").click(),
});
if (text) keepDraft();
repeat(look, 3, failed);
document.getElementById("held")?.focus();
