// The receipt of an enquiry: its code, to be written down, and when somebody answers.

import { el, phoneLink, webLink } from './dom.js';
import { gettext } from './words.js';

/** What stands there after an enquiry was sent: `sent` as the API answers, `page` where the code opens it. */
export function receiptView(sent, page, back) {
  const title = el('h3', { tabindex: '-1' }, gettext('Your enquiry was sent'));
  const parts = [title];
  if (sent.code) parts.push(...codeWith(sent.code));
  else parts.push(el('p', null, gettext('It was added to the enquiry you left before. The receipt code you have stays the same.')));
  parts.push(
    el('p', null, sent.hours),
    el('p', null, sent.waiting),
    inDanger(sent.emergency),
    el('p', null, el('a', { href: page }, gettext('Read the reply with the code'))),
    el('div', { class: 'choices' }, el('button', { type: 'button', class: 'send', click: back }, gettext('Back to the chat')))
  );
  return parts;
}

/** Whom to call in danger (`told` as the server says it; null: nothing): staff read in office hours only. */
export function inDanger(told) {
  if (!told) return '';
  const [before, after] = told.text.split(told.number);
  const source = webLink(told.source.url, told.source.title);
  return el('p', { class: 'hint' }, before, phoneLink(told.number), after, ' (', source, ')');
}

function codeWith(code) {
  const told = el('span', { role: 'status' });
  const shown = el('strong', { class: 'code', dir: 'ltr', translate: 'no' }, code);
  const copied = () => (told.textContent = gettext('Copied'));
  const copy = () => navigator.clipboard.writeText(code).then(copied, () => select(shown));
  const parts = [
    el('p', null, gettext('This is your receipt code. Write it down: it is shown only here, and opens the reply on any device.')),
    el('p', null, shown),
  ];
  // Pages without TLS have no clipboard.
  if (navigator.clipboard) parts.push(el('p', null, el('button', { type: 'button', click: copy }, gettext('Copy the code')), ' ', told));
  parts.push(el('p', null, gettext('Whoever has the code can read, answer and erase your enquiry. Nobody can tell it to you again.')));
  return parts;
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const chosen = window.getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
}
