// The language menu: languages by their own names, the ones used last in front.

import { el } from './dom.js';
import { gettext, languages, spoken } from './words.js';

/** A button that opens a list of buttons; `choose(code)` is called with the language's code. */
export function languageMenu(session, choose) {
  const list = el('ul', { id: 'kiosk-languages', class: 'languages', hidden: true });
  const button = el('button', { type: 'button', class: 'quiet', 'aria-expanded': 'false', 'aria-controls': list.id });
  button.append(el('span', { class: 'unseen' }, `${gettext('Language')}: `));
  button.append(el('span', { lang: spoken().tag }, spoken().name));
  const show = (open) => {
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => show(list.hidden));
  session.order(languages()).forEach((language) => {
    const current = language.code === spoken().code ? 'true' : null;
    const attributes = { type: 'button', lang: language.tag, 'aria-current': current };
    const pick = () => {
      show(false);
      button.focus();
      choose(language.code);
    };
    const name = el('bdi', null, language.name);
    list.append(el('li', null, el('button', Object.assign({ click: pick }, attributes), name)));
  });
  const menu = el('div', { class: 'menu' }, button, list);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) show(false);
  });
  return menu;
}
