// Services and sources under an answer.

import { el, linked, paragraphs, phoneLink, webLink } from './dom.js';
import { gettext, inLanguage } from './words.js';

const SHORT_ADDRESS = /^https?:\/\/(www\.)?|\/$/g;

/** A service card (docs/architecture.md). `server` is where its page is, `language` the code of the answer's. */
export function serviceCard(service, server, language) {
  const own = inLanguage(service.language || language);
  const page = service.page ? `${server}${service.page}?language=${language}` : null;
  const card = el('article', { class: 'card' });
  // A name runs in its own direction, but stands where the answer's lines begin.
  const name = el('bdi', { lang: own.lang }, service.name);
  card.append(el('h3', null, page ? el('a', { href: page }, name) : name));
  if (service.provider && service.provider !== service.name) {
    card.append(el('p', { class: 'provider' }, el('bdi', null, service.provider)));
  }
  if (service.status_note) card.append(el('p', { class: 'note' }, service.status_note));
  if (service.description) card.append(el('div', own, paragraphs(service.description)));
  if (service.elsewhere) card.append(el('p', { class: 'elsewhere' }, service.elsewhere));
  card.append(facts(service, language));
  return card;
}

function facts(service, language) {
  const list = el('dl');
  const add = (label, value) => list.append(el('div', null, el('dt', null, label), el('dd', null, value)));
  (service.lines || []).forEach((line) => add(line.label, linked(line.text)));
  if (service.phone) add(gettext('Phone', language), phoneLink(service.phone));
  if (service.email) add(gettext('E-mail', language), linked(service.email));
  if (service.url) {
    const shown = service.url.replace(SHORT_ADDRESS, '');
    add(gettext('Website', language), webLink(service.url, shown, { dir: 'ltr' }));
  }
  return list.children.length ? list : '';
}

/** Where an answer comes from, each with its date and the day somebody checked it. */
export function sourceList(sources, language) {
  const list = el('ul');
  sources.forEach((source) => {
    const name = el('bdi', null, source.title);
    const title = source.url ? webLink(source.url, name) : name;
    const dates = [source.as_of_text, source.checked_text].filter(Boolean).join(' · ');
    list.append(el('li', null, title, dates ? el('span', { class: 'dates' }, dates) : null));
  });
  return el('section', { class: 'sources' }, el('h3', null, gettext('Where this comes from', language)), list);
}
