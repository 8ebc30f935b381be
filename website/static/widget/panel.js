// What frames the conversation: heading, language menu, the small print below.

import { el } from './dom.js';
import { languageMenu } from './menu.js';
import { gettext, inLanguage, spoken } from './words.js';

/** The guide's panel around transcript, status and box of a KioskChat. */
export function panel(chat) {
  const heading = el('h2', { id: 'kiosk-title' }, gettext('Kiosk guide'));
  const frame = el('section', {
    class: `kiosk ${chat.embedded ? 'panel' : 'inline'}`,
    role: chat.embedded ? 'dialog' : 'region',
    'aria-labelledby': heading.id,
    lang: inLanguage().lang,
    dir: inLanguage().dir,
  });
  const head = el('header', null, heading, languageMenu(chat.session, (code) => chat.choose(code)));
  if (chat.embedded) {
    const name = gettext('Close');
    const attributes = { type: 'button', class: 'quiet close', 'aria-label': name, click: () => chat.close() };
    head.append(el('button', attributes, '✕'));
    frame.addEventListener('keydown', (event) => event.key === 'Escape' && chat.close());
  }
  frame.append(head, chat.transcript.element, chat.status.element, chat.handOver.apart.element);
  frame.append(chat.composer.element, foot(chat));
  frame.append(chat.transcript.live);
  return frame;
}

function foot(chat) {
  const act = (text, click) => el('button', { type: 'button', class: 'link', click }, text);
  const privacy = `${chat.server}/${chat.getAttribute('city')}/privacy/?language=${spoken().code}`;
  return el(
    'footer',
    null,
    act(gettext('New conversation'), () => chat.restart()),
    act(gettext('Delete my conversation'), () => chat.erase()),
    el('a', { href: chat.handOver.page() }, gettext('I have a code')),
    el('a', { href: privacy }, gettext('Privacy'))
  );
}

/** The button that opens the panel on another website. */
export function launcher(chat) {
  const attributes = { type: 'button', class: 'launcher', click: () => chat.open(true) };
  return el('button', Object.assign(attributes, inLanguage()), gettext('Ask about starting a business'));
}
