// The box one writes in.

import { el } from './dom.js';
import { fill, gettext, spoken } from './words.js';

const LIMIT = 4000; // characters, as Unicode counts them; the chat API takes no more
const HINT_FROM = 500; // characters left from which one is told
const MOST_ROWS = 6;

/** The form: `element`, and `send(text)` called with what was written. */
export class Composer {
  constructor(send) {
    this.box = el('textarea', {
      id: 'kiosk-box',
      rows: '1',
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
    // Nothing is cut: what is too long stays, and the line below says by how much.
    if (text && this.left() >= 0 && this.send(text)) this.write('');
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
    const left = this.left();
    // In steps, so that a screen reader is not made to count.
    const step = left > 100 ? 100 : 10;
    let told = '';
    if (left < 0) {
      const values = { limit: LIMIT, count: -left };
      told = fill(gettext('The text is too long to send: {count} characters more than {limit}. Please shorten it.'), values);
    } else if (left <= HINT_FROM) {
      told = fill(gettext('{count} characters left'), { count: Math.ceil(left / step) * step });
    }
    if (this.hint.textContent !== told) this.hint.textContent = told;
    this.hint.classList.toggle('fault', left < 0);
    this.box.setAttribute('aria-invalid', String(left < 0));
    this.button.setAttribute('aria-disabled', String(left < 0));
  }

  /** Characters that may still be written; below 0: too many. */
  left() {
    return LIMIT - Array.from(this.box.value.trim()).length;
  }
}
