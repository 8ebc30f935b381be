// The box one writes in.

import { el } from './dom.js';
import { fill, gettext, spoken } from './words.js';

const LIMIT = 4000; // characters; the chat API takes no more
const HINT_FROM = 500; // characters left from which one is told
const MOST_ROWS = 6;

/** The form: `element`, and `send(text)` called with what was written. */
export class Composer {
  constructor(send) {
    this.box = el('textarea', {
      id: 'kiosk-box',
      rows: '1',
      maxlength: LIMIT,
      enterkeyhint: 'send',
      autocomplete: 'off',
      'aria-describedby': 'kiosk-limit',
      input: () => this.grown(),
      keydown: (event) => this.key(event),
    });
    this.name = el('label', { for: 'kiosk-box', class: 'unseen' });
    this.hint = el('p', { id: 'kiosk-limit', class: 'limit', role: 'status' });
    this.button = el('button', { type: 'submit', class: 'send' });
    this.element = el('form', { class: 'composer', submit: (event) => this.submit(event) });
    this.element.append(this.name, this.box, this.button, this.hint);
    this.send = send;
    this.label();
  }

  label() {
    this.name.textContent = gettext('Your question');
    this.box.placeholder = gettext('Write in your own language');
    this.button.textContent = gettext('Send');
    this.grown();
  }

  key(event) {
    // While an input method composes, Enter picks a word; it is not meant for us (229 for older browsers).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit(event);
  }

  submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (text && this.send(text)) this.write('');
    this.box.focus();
  }

  write(text) {
    this.box.value = text;
    this.grown();
  }

  grown() {
    // An empty box shows the placeholder, which runs as the widget does; what is written runs by its own first letter.
    this.box.dir = this.box.value ? 'auto' : spoken().direction;
    this.box.rows = 1;
    while (this.box.rows < MOST_ROWS && this.box.scrollHeight > this.box.clientHeight + 2) this.box.rows += 1;
    const left = LIMIT - this.box.value.length;
    // In steps, so that a screen reader is not made to count.
    const step = left > 100 ? 100 : 10;
    const count = Math.ceil(left / step) * step;
    const told = left > HINT_FROM ? '' : fill(gettext('{count} characters left'), { count });
    if (this.hint.textContent !== told) this.hint.textContent = told;
  }
}
