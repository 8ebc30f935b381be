// Writing to a person of the city: one question at a time, nothing sent before the last of them.

import { call, newId, pause } from './api.js';
import { el } from './dom.js';
import { inDanger, receiptView } from './receipt.js';
import { fill, gettext, inLanguage, languages, spoken } from './words.js';

const LIMIT = 4000; // characters; the API takes no more
const TRIES = 5;
const STEPS = ['question', 'consent', 'email', 'check'];

/** The form inside a KioskChat; `done(sent)` once it is left. What was written is kept in the tab until it is sent. */
export class EnquiryForm {
  constructor(chat, offer, done) {
    Object.assign(this, { chat, done });
    const draft = chat.session.get('draft') || { text: chat.handOver.lastWords(), email: '' };
    this.kept = chat.session.get('form') || {
      offer, step: 'question', text: draft.text, email: draft.email, topic: offer.topic || '', share: null,
      language: chat.handOver.answersIn(), client_id: newId(),
    };
    this.fault = el('p', { class: 'told', id: 'kiosk-enquiry-fault', role: 'alert' });
    this.element = el('section', Object.assign({ class: 'enquiry', 'aria-label': this.name() }, inLanguage()));
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      this.leave();
    });
  }

  name() {
    return gettext('Write to a person of the city');
  }

  async begin() {
    this.keep({});
    if (this.kept.sent) {
      this.receipt();
      return;
    }
    this.element.textContent = '';
    this.element.append(el('h3', { tabindex: '-1' }, this.name()), this.fault);
    const { chat } = this;
    const path = `/widget/enquiry/${chat.getAttribute('city')}.json?language=${spoken().code}`;
    try {
      this.facts = await call(chat.server, 'GET', path, { language: spoken().code });
      this.show(this.kept.step);
    } catch (failure) {
      this.say(failure.message || gettext('The connection was lost. What you wrote is kept here.'));
      this.element.append(this.row(this.button('quiet', gettext('Cancel'), () => this.leave()),
        this.button('', gettext('Try again'), () => this.begin())));
    }
  }

  keep(values) {
    Object.assign(this.kept, values);
    this.chat.session.set({ form: this.kept });
  }

  say(text, calm) {
    this.fault.classList.toggle('fault', !calm);
    this.fault.textContent = text;
  }

  show(step) {
    this.keep({ step });
    this.say('');
    const place = fill(gettext('Step {number} of {count}'), { number: STEPS.indexOf(step) + 1, count: STEPS.length });
    const title = el('h3', { tabindex: '-1', id: 'kiosk-enquiry-title' });
    const form = el('form', { novalidate: true, submit: (event) => this.submit(event) });
    this.element.textContent = '';
    this.element.append(el('p', { class: 'place' }, place), title, inDanger(this.facts.emergency), form);
    form.append(...this[step](title), this.fault);
    title.focus();
    this.element.scrollTop = 0;
  }

  submit(event) {
    event.preventDefault();
    this.next();
  }

  /** The buttons of a step: leave, back, on. */
  ways(on, ...more) {
    const at = STEPS.indexOf(this.kept.step);
    const back = at ? this.button('quiet', gettext('Back'), () => this.show(STEPS[at - 1])) : null;
    const cancel = this.button('quiet', gettext('Cancel'), () => this.leave());
    return this.row(el('button', { type: 'submit', class: 'send' }, on), ...more, back, cancel);
  }

  row(...buttons) {
    return el('div', { class: 'choices' }, ...buttons);
  }

  button(look, text, click) {
    return el('button', { type: 'button', class: look || null, click }, text);
  }

  /** A labelled field with its hint. */
  field(field, label, hint) {
    field.id = `kiosk-enquiry-${field.name}`;
    const told = hint ? el('p', { class: 'hint', id: `${field.id}-hint` }, hint) : null;
    field.setAttribute('aria-describedby', told ? `${told.id} kiosk-enquiry-fault` : 'kiosk-enquiry-fault');
    return el('div', { class: 'field' }, el('label', { for: field.id }, label), field, told);
  }

  question(title) {
    title.textContent = gettext('What would you like to ask?');
    const optional = this.chat.handOver.hasAsked()
      ? gettext('You may leave this empty: what you asked in this chat is there already.')
      : gettext('Write in your own language. A person of the city reads it, not the guide.');
    const text = el('textarea', { name: 'text', rows: '5', dir: 'auto', input: () => this.keep({ text: text.value }) });
    text.value = this.kept.text;
    this.next = () => {
      const written = Array.from(text.value.trim()).length;
      if (!written && !this.chat.handOver.hasAsked()) this.refuse(text, gettext('Please write your question first.'));
      else if (written > LIMIT) {
        const values = { limit: LIMIT, count: written - LIMIT };
        this.refuse(text, fill(gettext('The text is too long to send: {count} characters more than {limit}. Please shorten it.'), values));
      } else this.show('consent');
    };
    return [this.field(text, gettext('Your question to a person of the city'), optional), this.ways(gettext('Go on'))];
  }

  refuse(field, text) {
    this.say(text);
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  }

  consent(title) {
    title.textContent = gettext('May they read this conversation?');
    this.next = () => this.agree(true);
    const own = this.kept.text.trim() && this.chat.handOver.hasAsked()
      ? this.button('', gettext('Only what I write in this form'), () => this.agree(false)) : null;
    return [el('p', null, this.facts.consent), this.ways(gettext('Yes, they may read it'), own)];
  }

  agree(share) {
    this.keep({ share });
    this.show('email');
  }

  email(title) {
    title.textContent = gettext('Shall we tell you when there is a reply?');
    const email = el('input', {
      name: 'email', type: 'email', autocomplete: 'email', dir: 'ltr', input: () => this.keep({ email: email.value }),
    });
    email.value = this.kept.email;
    this.next = () => {
      if (email.value.trim() && !email.checkValidity()) this.refuse(email, gettext('This is not an e-mail address.'));
      else this.show('check');
    };
    const hint = gettext('You may leave this empty. The e-mail says only that there is a reply; the address is deleted when your enquiry is closed.');
    return [this.field(email, gettext('E-mail address'), hint), this.ways(gettext('Go on'))];
  }

  check(title) {
    title.textContent = gettext('Send this?');
    const { kept } = this;
    const topics = [{ code: '', name: gettext('Something else') }].concat(this.facts.topics);
    const topic = this.choice('topic', topics, kept.topic);
    const spokenThere = languages().map((each) => ({ code: each.code, name: each.name }));
    const language = this.choice('language', spokenThere, kept.language);
    const text = kept.text.trim() || gettext('What you asked in this chat');
    const read = kept.share ? gettext('This conversation') : gettext('Only what I write in this form');
    const list = el('dl');
    const row = (label, value, step) => list.append(el('div', null, el('dt', null, label), el('dd', null, value, ' ',
      el('button', { type: 'button', class: 'link', click: () => this.show(step) }, gettext('Change'),
        el('span', { class: 'unseen' }, `: ${label}`)))));
    row(gettext('Your question'), el('span', { dir: 'auto' }, text), 'question');
    row(gettext('They may read'), read, 'consent');
    row(gettext('E-mail address'), el('bdi', null, kept.email.trim() || gettext('None')), 'email');
    this.next = () => this.send();
    const training = el('input', { type: 'checkbox', id: 'kiosk-enquiry-training', 'aria-describedby': 'kiosk-enquiry-learning' });
    training.checked = kept.training === true;
    training.addEventListener('change', () => this.keep({ training: training.checked }));
    const learning = el('div', { class: 'field' },
      el('p', { class: 'hint', id: 'kiosk-enquiry-learning' }, this.facts.training),
      el('label', { for: training.id, class: 'tickable' }, training, ' ', gettext('Yes, it may learn from my question')));
    return [
      list,
      this.field(topic, gettext('What it is about')),
      this.field(language, gettext('Answer me in')),
      learning,
      this.ways(gettext('Send')),
    ];
  }

  choice(name, options, chosen) {
    const field = el('select', { name, change: () => this.keep({ [name]: field.value }) });
    options.forEach((each) => field.append(el('option', { value: each.code, selected: each.code === chosen }, each.name)));
    return field;
  }

  /** What the API is sent; nothing that was not written or chosen. */
  body() {
    const { kept, chat } = this;
    const body = {
      text: kept.text.trim(), city: chat.getAttribute('city'), language: kept.language, topic: kept.topic,
      origin: kept.offer.origin, email: kept.email.trim(), consent: true,
    };
    if (kept.training) body.training = true;
    if (kept.offer.service) body.service = kept.offer.service;
    if (kept.offer.barrier) body.barrier = kept.offer.barrier;
    if (kept.share) body.conversation = { id: chat.session.get('id'), token: chat.session.get('token') };
    return body;
  }

  /** Lost connections are tried again: the server knows the call by its client_id. */
  async send() {
    if (this.sending) return;
    this.sending = true;
    this.say(gettext('Sending …'), true);
    const { kept } = this;
    if (kept.posted === undefined) this.keep({ posted: kept.text });
    try {
      const sent = await this.post(kept.client_id);
      // What was sent before and seemed lost stands there; words that were changed since are added to it.
      if (kept.share && kept.posted !== kept.text && kept.text.trim()) await this.post(newId());
      this.sent(sent);
    } catch (failure) {
      this.say(failure.message || gettext('The connection was lost. What you wrote is kept here.'));
    } finally {
      this.sending = false;
    }
  }

  async post(name) {
    const options = { body: Object.assign(this.body(), { client_id: name }), language: spoken().code };
    for (let tried = 1; ; tried += 1) {
      try {
        return await call(this.chat.server, 'POST', '/enquiries', options);
      } catch (failure) {
        if (tried >= TRIES || ![0, 502, 503, 504].includes(failure.status)) throw failure;
        await pause(2 ** (tried - 1));
      }
    }
  }

  sent(sent) {
    const { chat, kept } = this;
    if (kept.share) chat.session.set({ enquiry: true });
    if (sent.code && kept.share) chat.session.set({ receipt: sent.code, asked_helped: false });
    else if (sent.code) chat.handOver.apart.keep(sent.code);
    // Kept until the code was seen: a page that is turned to another language meanwhile shows it again.
    this.keep({ sent: { code: sent.code, hours: sent.hours, waiting: sent.waiting, emergency: this.facts.emergency } });
    this.receipt();
  }

  receipt() {
    const { sent } = this.kept;
    this.element.textContent = '';
    this.element.append(...receiptView(sent, this.chat.handOver.page(), () => this.leave()));
    this.element.querySelector('h3').focus();
  }

  leave() {
    const { sent, share, text, email } = this.kept;
    this.chat.session.set({ form: null, draft: sent ? null : { text, email } });
    this.done(Boolean(sent && share));
  }
}
