// Services and sources under an answer.

import { el, linked, paragraphs, phoneLink, webLink } from './dom.js';
import { fill, gettext, inLanguage } from './words.js';

const SHORT_ADDRESS = /^https?:\/\/(www\.)?|\/$/g;

/**
 * A service card (docs/architecture.md), short enough for a phone: what it is and how to reach it; the rest unfolds.
 * `server` is where its page is, `language` the code of the answer's.
 */
export function serviceCard(service, server, language) {
  const own = inLanguage(service.language || language);
  const page = service.page ? `${server}${service.page}?language=${language}` : null;
  const card = el('article', { class: 'card' });
  // A name runs in its own direction, but stands where the answer's lines begin.
  const name = el('bdi', { lang: own.lang }, service.name);
  card.append(el('h3', null, page ? el('a', { href: page }, name) : name));
  // A caution beside a service that is there can wait; that it is over, or only history, cannot.
  let brief = service.status === 'current' ? null : service.status_note;
  // Overdue: nobody looked after it in time; the whole note unfolds.
  if (service.status === 'check' || service.overdue) brief = gettext('Check first', language);
  if (brief) card.append(el('p', { class: 'note' }, brief));
  card.append(...notice(service.alert));
  if (service.description) {
    card.append(el('div', Object.assign({ class: 'about' }, own), paragraphs(service.description)));
  }
  card.append(contacts(service, language));
  if (service.checked_text && !brief) card.append(el('p', { class: 'dates' }, service.checked_text));
  card.append(more(service, language, card, brief));
  return card;
}

/** What an officer has to say for the time being ('Closed in July'), in its own language, and why it is in that one. */
function notice(alert) {
  if (!alert) return [];
  const said = el('p', Object.assign({ class: 'note' }, inLanguage(alert.language)), linked(alert.text));
  return alert.elsewhere ? [said, el('p', { class: 'elsewhere' }, alert.elsewhere)] : [said];
}

/** What unfolds; the description, of which a folded card shows the beginning, is whole then. */
function more(service, language, card, brief) {
  const provider = service.provider !== service.name && service.provider;
  const list = el('dl');
  (service.lines || []).forEach((line) => row(list, line.label, linked(line.text)));
  // Who hears the page hears which service, too: several of these stand one below the other.
  const which = el('span', { class: 'unseen' }, ': ', el('bdi', null, service.name));
  return el(
    'details',
    { toggle: (event) => card.classList.toggle('whole', event.target.open) },
    el('summary', null, gettext('More about this service', language), which),
    provider ? el('p', { class: 'provider' }, el('bdi', null, provider)) : null,
    service.status_note && service.status_note !== brief ? el('p', { class: 'note' }, service.status_note) : null,
    service.elsewhere ? el('p', { class: 'elsewhere' }, service.elsewhere) : null,
    list.children.length ? list : null
  );
}

const row = (list, label, value) => list.append(el('div', null, el('dt', null, label), el('dd', null, value)));

function contacts(service, language) {
  const list = el('dl');
  const add = (label, value) => row(list, label, value);
  if (service.phone) {
    const place = service.phone_place && ` (${service.phone_place})`; // it brings its own direction
    add(gettext('Phone', language), el('span', null, phoneLink(service.phone), place));
  }
  if (service.email) add(gettext('E-mail', language), linked(service.email));
  if (service.url) {
    const shown = service.url.replace(SHORT_ADDRESS, '');
    add(gettext('Website', language), webLink(service.url, shown, { dir: 'ltr' }));
  }
  return list.children.length ? list : '';
}

/** Where an answer comes from, each with its date and the day somebody checked it; folded until wanted. */
export function sourceList(sources, language) {
  const list = el('ul');
  sources.forEach((source) => {
    const name = el('bdi', null, source.title);
    const title = source.url ? webLink(source.url, name) : name;
    const dates = [source.as_of_text, source.checked_text].filter(Boolean).join(' · ');
    list.append(el('li', null, title, dates ? el('span', { class: 'dates' }, dates) : null));
  });
  const count = fill(gettext('Sources ({count})', language), { count: sources.length });
  return el('details', { class: 'sources' }, el('summary', null, count), list);
}
