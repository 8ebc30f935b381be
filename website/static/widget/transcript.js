// What was said, and a separate place from which screen readers hear what is new.

import { serviceCard, sourceList } from './cards.js';
import { el, paragraphs } from './dom.js';
import { fill, gettext, inLanguage, languageOf, spoken } from './words.js';

const HEARD_AFTER = 6000; // ms after which an announcement is taken away again, so that nobody meets it twice

/** The list of messages. `on` has: choice(button, event), helped(message, yes), back(), person(offer), page(). */
export class Transcript {
  constructor(server, on) {
    this.server = server;
    this.on = on;
    // Not live itself: a reader would then hear cards, sources and buttons of every answer, or everything twice.
    this.element = el('div', { class: 'transcript', role: 'log', 'aria-live': 'off', tabindex: '0' });
    this.live = el('div', { class: 'unseen', 'aria-live': 'polite', 'aria-atomic': 'false' });
    this.label();
  }

  label() {
    this.element.setAttribute('aria-label', gettext('Conversation'));
  }

  clear() {
    this.element.textContent = '';
  }

  /** Show a message; `last` says that its choices are open. Returns its element. */
  add(message, last) {
    this.closeChoices();
    const guide = message.from !== 'person';
    const staff = message.from === 'staff';
    const words = Object.assign(inLanguage(message.language), message.direction ? { dir: message.direction } : {});
    const who = staff ? this.staff(message) : el('span', { class: 'unseen' }, guide ? gettext('Guide:') : gettext('You:'));
    const bubble = el('div', Object.assign({ class: 'bubble' }, words), paragraphs(message.text, this.server));
    const item = el('div', { class: `message ${guide ? 'guide' : 'person'}${staff ? ' staff' : ''}` });
    item.append(who, bubble);
    if (!message.language) bubble.setAttribute('dir', 'auto');
    if (guide) item.append(this.beside(message, words, last));
    this.element.append(item);
    return item;
  }

  beside(message, words, last) {
    const rest = el('div', Object.assign({ class: 'beside' }, words));
    const services = message.services || [];
    if (services.length) {
      const cards = services.map((each) => serviceCard(each, this.server, message.language));
      rest.append(el('div', { class: 'cards' }, ...cards));
    }
    if ((message.sources || []).length) rest.append(sourceList(message.sources, message.language));
    const choices = last ? this.choices(message) : null;
    if (choices && choices.children.length) rest.append(choices);
    if (last && message.language && message.language !== spoken().code) rest.append(this.back());
    return rest;
  }

  choices(message) {
    const group = el('div', { class: 'choices', role: 'group', 'aria-label': gettext('Choices', message.language) });
    if (message.enquiry) group.append(this.way(message.enquiry, message.language));
    (message.buttons || []).forEach((button) => {
      group.append(el('button', { type: 'button', click: (event) => this.on.choice(button, event) }, button.title));
    });
    return group;
  }

  /** Whose words these are, and their language where it is not the reader's: nobody has translated them. */
  staff(message) {
    const other = message.language && message.language !== spoken().code;
    const language = other ? el('bdi', { class: 'in', lang: languageOf(message.language).tag }, languageOf(message.language).name) : null;
    return el('p', { class: 'who' }, gettext('A person of the city'), other ? ' · ' : null, language);
  }

  /** The way to a person; who has left an enquiry gets the page for its code. */
  way(offer, code) {
    if (offer.code) return el('a', { class: 'way', href: this.on.page() }, gettext('I have a code', code));
    const attributes = { type: 'button', class: 'way', click: () => this.on.person(offer) };
    return el('button', attributes, gettext('Write to a person of the city', code));
  }

  /** Choices belong to the latest answer; what was chosen is readable as the person's own message. */
  closeChoices() {
    this.element.querySelectorAll('.choices, .back, .helped').forEach((each) => each.remove());
  }

  back() {
    const text = fill(gettext('Answer in {language}'), { language: spoken().name });
    const attributes = { type: 'button', class: 'quiet back', click: () => this.on.back() };
    return el('button', Object.assign(attributes, inLanguage()), text);
  }

  /** 'Did this help?' under an answer. */
  askHelped(item, message) {
    const code = message.language;
    const question = el('div', Object.assign({ class: 'helped', role: 'group' }, inLanguage(code)));
    const label = el('span', { id: `helped-${message.id}` }, gettext('Did this help?', code));
    question.setAttribute('aria-labelledby', label.id);
    question.append(label);
    this.yesOrNo(question, code, (yes) => {
      this.on.helped(message, yes);
      if (!yes) question.append(' ', this.way({ origin: 'not_helped', topic: message.topic || '' }, code));
    });
    item.append(question);
  }

  /** The same of an enquiry that staff have closed, below all that was said; `tell(yes)` is called with the answer. */
  askWhetherHelped(mine, tell) {
    const code = mine.language;
    const label = `kiosk-enquiry-helped-${mine.number}`;
    const question = el('div', Object.assign({ class: 'helped', role: 'group' }, inLanguage(code)));
    const text = gettext('The staff have closed your enquiry. Did this help?', code);
    question.append(el('span', { id: label }, text));
    question.setAttribute('aria-labelledby', label);
    this.yesOrNo(question, code, tell);
    this.element.append(question);
    this.announce(text, languageOf(code));
  }

  /** Two buttons that give way to thanks. */
  yesOrNo(question, code, tell) {
    const answer = (yes) => () => {
      question.textContent = gettext('Thank you for telling us.', code);
      question.setAttribute('tabindex', '-1');
      question.focus();
      tell(yes);
    };
    question.append(el('button', { type: 'button', class: 'quiet', click: answer(true) }, gettext('Yes', code)));
    question.append(el('button', { type: 'button', class: 'quiet', click: answer(false) }, gettext('No', code)));
  }

  /** Let screen readers say a message of the guide: its text, and that services or choices stand below. */
  announceMessage(message) {
    const code = message.language;
    const parts = message.from === 'staff' ? [gettext('A person of the city', code), message.text] : [message.text];
    const list = (template, names) => names.length && parts.push(fill(template, { names: names.join(', ') }));
    list(gettext('Services: {names}', code), (message.services || []).map((each) => each.name));
    list(gettext('You can choose: {names}', code), (message.buttons || []).map((each) => each.title));
    this.announce(parts.join('\n'), languageOf(message.language));
  }

  announce(text, language) {
    const said = el('p', language ? { lang: language.tag, dir: language.direction } : null, text);
    this.live.append(said);
    setTimeout(() => said.remove(), HEARD_AFTER);
  }

  /** Bring the beginning of a message into view, below its question: a long answer is read from its start. */
  show(answer) {
    const before = answer.previousElementSibling;
    const item = before && before.classList.contains('person') && before.offsetHeight < 120 ? before : answer;
    const top = item.offsetTop - this.element.offsetTop - 12;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (this.element.scrollTo) this.element.scrollTo({ top, behavior: calm ? 'auto' : 'smooth' });
    else this.element.scrollTop = top;
  }
}
