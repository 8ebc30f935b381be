// What is going on: writing, waking up, or what went wrong and what one can do about it.

import { el } from './dom.js';
import { fill, gettext } from './words.js';

/** The line above the box. `announce(text)` lets screen readers say what cannot be seen. */
export class StatusLine {
  constructor(announce) {
    this.element = el('div', { class: 'status' });
    this.announce = announce;
  }

  clear() {
    this.element.textContent = '';
    this.waking = null;
  }

  /** An answer is on its way; `toPerson`: words for staff are. */
  writing(toPerson) {
    this.clear();
    const dots = el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
    const text = toPerson ? gettext('Sending …') : gettext('The guide is looking for an answer …');
    this.element.append(dots, el('span', null, text));
  }

  /** Progress from 0 to 1. */
  wakingUp(progress, asked) {
    const text = asked
      ? gettext('The guide is waking up. Your question is sent by itself as soon as it is ready.')
      : gettext('The guide is waking up. You can already write your question.');
    if (!this.waking) {
      this.clear();
      const bar = el('progress', { max: '1', 'aria-label': gettext('Waking up') });
      this.waking = { bar, text: el('p'), share: el('span') };
      this.element.append(this.waking.text, el('div', { class: 'bar' }, this.waking.bar, this.waking.share));
    }
    if (this.waking.text.textContent !== text) {
      this.waking.text.textContent = text;
      this.announce(text);
    }
    this.waking.bar.value = progress;
    this.waking.share.textContent = fill(gettext('{share} %'), { share: Math.round(progress * 100) });
  }

  /** A fault in words, with a way on. */
  fault(text, action, act) {
    this.clear();
    const say = text || gettext('The connection was lost. Your question is kept here.');
    this.element.append(el('p', { class: 'fault' }, say));
    if (action) this.offer(action, act);
    this.announce(say);
  }

  /** A further step beside what stands there. */
  offer(action, act) {
    this.element.append(el('button', { type: 'button', class: 'quiet', click: act }, action));
  }

  note(text) {
    this.clear();
    this.element.append(el('p', null, text));
    this.announce(text);
  }
}
