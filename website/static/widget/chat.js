// <kiosk-chat>: the guide as an element of any page.

import { readiness } from './api.js';
import { Badge } from './badge.js';
import { STYLES, VERSION } from './build.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { confirmed } from './dialog.js';
import { HandOver } from './handover.js';
import { launcher, panel } from './panel.js';
import { Session } from './session.js';
import { StatusLine } from './status.js';
import { dress } from './styles.js';
import { Transcript } from './transcript.js';
import { fill, gettext, prepare, speak, spoken } from './words.js';

/**
 * Attributes: `city`, `language` (of the page), `server` (absent: this page's own), `embedded` (a launcher that opens
 * a panel), `turns-page` (choosing a language turns the whole page to it by ?language=).
 */
export class KioskChat extends HTMLElement {
  connectedCallback() {
    if (this.started) return;
    this.started = true;
    this.server = this.getAttribute('server') || '';
    this.embedded = this.hasAttribute('embedded');
    this.opened = !this.embedded;
    this.session = new Session(this.server, this.getAttribute('city'));
    this.talk = new Conversation(this.server, this.getAttribute('city'), this.session, () => spoken().code);
    this.handOver = new HandOver(this);
    this.badge = new Badge(this);
    this.messages = [];
    this.run = 0;
    this.root = this.attachShadow({ mode: 'open' });
    dress(this.root, STYLES);
    this.start();
  }

  disconnectedCallback() {
    this.run += 1;
    this.handOver.end();
  }

  async start() {
    const page = this.getAttribute('language') || document.documentElement.lang;
    const chosen = this.hasAttribute('turns-page') ? [] : [this.session.get('language')];
    const wanted = chosen.concat(page, navigator.languages, 'en');
    try {
      await speak(this.server, VERSION, wanted.filter(Boolean));
    } catch (failed) {
      // Nobody is reached: the English msgids stand in, and the first call says what is wrong.
    }
    this.build();
    if (this.opened || this.session.get('open')) this.open(false);
    else if (this.session.get('enquiry')) this.load(false); // so that the launcher tells of a reply
    else this.handOver.apart.look();
  }

  build() {
    this.transcript = new Transcript(this.server, {
      choice: (button, event) => this.choice(button, event),
      helped: (message, yes) => this.helped(message, yes),
      back: () => this.turnBack(),
      person: (offer) => this.handOver.write(offer),
      page: () => this.handOver.page(),
    });
    this.status = new StatusLine((text) => this.transcript.announce(text));
    this.composer = new Composer((text) => this.send({ text, shown: text }));
    this.panel = panel(this);
    this.panel.hidden = !this.opened;
    this.root.querySelectorAll('.kiosk, .launcher').forEach((each) => each.remove());
    if (this.embedded) {
      this.launcher = launcher(this);
      this.launcher.hidden = this.opened;
      this.root.append(this.launcher);
    }
    this.root.append(this.panel);
  }

  /** Show the panel and take up or begin the conversation. */
  async open(moveFocus) {
    this.opened = true;
    this.panel.hidden = false;
    if (this.launcher) this.launcher.hidden = true;
    if (this.embedded) this.session.set({ open: true });
    if (moveFocus) this.composer.box.focus();
    if (!this.messages.length) await this.load(moveFocus);
    else this.handOver.cameBack();
  }

  close() {
    this.opened = false;
    this.panel.hidden = true;
    this.launcher.hidden = false;
    this.session.set({ open: false });
    this.launcher.focus();
  }

  async load(announce) {
    const run = (this.run += 1);
    const pending = this.session.get('pending');
    try {
      let messages = this.talk.open ? await this.talk.resume() : null;
      const resumed = Boolean(messages);
      if (!resumed) messages = await this.talk.begin();
      else if (this.session.get('page') !== spoken().code) messages = await this.turned(messages);
      await prepare(this.server, VERSION, messages);
      if (run !== this.run) return;
      this.render(messages);
      if (announce) messages.slice(resumed ? -1 : 0).forEach((message) => this.transcript.announceMessage(message));
      if (resumed && pending) this.take(pending, true);
      else if (!this.turnedHere) this.watch(run);
      this.handOver.resume();
    } catch (failure) {
      if (run === this.run) this.status.fault(failure.message, gettext('Try again'), () => this.load(announce));
    }
  }

  /** Bring a message that stands there into view. */
  showMessage(message) {
    const place = this.messages.indexOf(message);
    const item = this.transcript.element.querySelectorAll('.message')[place];
    if (item) this.transcript.show(item);
  }

  render(messages) {
    this.messages = messages.slice();
    this.transcript.clear();
    const latest = messages[messages.length - 1];
    const closed = Boolean(latest && latest.id && latest.id === this.session.get('closed'));
    let answer = null;
    messages.forEach((message, place) => {
      const item = this.transcript.add(message, message === latest && !closed);
      // Where the last answer has several messages, its first one is where one reads on.
      if (!answer || message.from === 'person' || messages[place - 1].from === 'person') answer = item;
    });
    if (answer) this.transcript.show(answer);
    this.turnedHere = closed;
    if (closed) this.sayTurned();
  }

  /** Tell at once when the guide still sleeps, before somebody asks. */
  async watch(run) {
    const stopped = () => run !== this.run || this.busy;
    const first = await readiness(this.server);
    if (first.ready || stopped()) return;
    const tell = (progress) => stopped() || this.status.wakingUp(progress, false);
    tell(first.progress);
    try {
      await this.talk.ready(tell, stopped);
      if (!stopped()) this.status.note(gettext('The guide is ready.'));
    } catch (ended) {
      // Somebody asked meanwhile, and that question now waits for the guide.
    }
  }

  /** Whether somebody sees what is shown now. */
  get looking() {
    return this.opened && !document.hidden;
  }

  knows(message) {
    return this.messages.some((each) => each.id === message.id);
  }

  prepareWords(messages) {
    return prepare(this.server, VERSION, messages);
  }

  choice(button, event) {
    this.send({ payload: button.payload, shown: button.title });
    // A tap must not raise the keyboard of a phone over the answer; keyboard and mouse go on in the box.
    (event.pointerType === 'touch' ? this.transcript.element : this.composer.box).focus({ preventScroll: true });
  }

  /** Ask; false where another question is on its way. */
  send(question) {
    if (this.busy || !this.talk.open) return false;
    this.take(this.talk.hold(question), false);
    return true;
  }

  take(pending, resumed) {
    const message = { from: 'person', text: pending.shown, language: '', buttons: [] };
    this.messages.push(message);
    this.transcript.show(this.transcript.add(message));
    this.answer(pending, resumed);
  }

  /** Get the reply to a held question. After a reload the server's record is read anew: the reply may stand there. */
  async answer(pending, resumed) {
    const run = (this.run += 1);
    const stopped = () => run !== this.run;
    this.busy = true;
    this.status.writing(this.talk.handledBy === 'staff');
    try {
      const waking = (progress) => stopped() || this.status.wakingUp(progress, true);
      const reply = await this.talk.ask(pending, waking, stopped);
      const all = resumed ? await this.talk.resume() : null;
      await prepare(this.server, VERSION, reply.messages);
      if (stopped()) return;
      this.busy = false;
      this.talk.release();
      this.status.clear();
      if (all) this.render(all);
      else this.receive(reply.messages.filter((message) => !this.knows(message)));
      if (!reply.messages.length) this.status.note(gettext('Sent. A person of the city reads it.'));
      this.handOver.attend();
    } catch (failure) {
      if (stopped()) return;
      this.busy = false;
      this.failed(failure, pending, resumed);
    }
  }

  receive(messages) {
    let first = null;
    let answered = null;
    messages.forEach((message, place) => {
      const item = this.transcript.add(message, place === messages.length - 1);
      first = first || item;
      this.messages.push(message);
      this.transcript.announceMessage(message);
      // A question back, a greeting or a refusal has nothing that could have helped.
      if ((message.services || []).length || (message.sources || []).length) answered = { item, message };
    });
    // Nor has what sends somebody in danger to the emergency number.
    const danger = messages.some((message) => message.enquiry && message.enquiry.origin === 'risk');
    if (answered && !danger) this.transcript.askHelped(answered.item, answered.message);
    if (first) this.transcript.show(first);
  }

  failed(failure, pending, resumed) {
    if (failure.status === 404 || failure.status === 401) {
      this.session.forget();
      this.status.fault(failure.message, gettext('New conversation'), () => this.fresh());
    } else if (failure.status >= 400 && failure.status < 500 && failure.status !== 409 && failure.status !== 429) {
      this.talk.release();
      this.status.fault(failure.message);
      if (pending.text) this.composer.write(pending.text);
    } else {
      this.status.fault(failure.message, gettext('Try again'), () => this.answer(pending, resumed));
    }
  }

  /** The explicit choice of a language: the answers', the widget's and, on our own page, the page's. */
  async choose(code) {
    this.session.used(code);
    try {
      if (this.talk.open) await this.talk.choose(code);
    } catch (failure) {
      this.status.fault(failure.message);
      return;
    }
    this.session.set({ language: code });
    if (this.hasAttribute('turns-page')) {
      // The page that comes finds that it was turned (`load`).
      const address = new URL(window.location.href);
      address.searchParams.set('language', code);
      window.location.assign(address.href);
      return;
    }
    await speak(this.server, VERSION, [code]);
    const written = this.composer.box.value;
    this.build();
    this.composer.write(written);
    this.root.querySelector('.menu button').focus();
    if (this.busy) {
      this.session.set({ page: code });
      this.render(this.messages);
      this.answer(this.session.get('pending'));
    } else {
      await this.load(false);
    }
  }

  /**
   * The page was turned to another language since: the answers follow it, and choices in the former language are
   * closed. Where nothing was asked yet, the greeting comes anew. Resolves with the messages to show.
   */
  async turned(messages) {
    const code = spoken().code;
    this.session.used(code);
    if (!messages.some((message) => message.from === 'person') && !this.session.get('pending')) {
      await this.talk.erase();
      return this.talk.begin();
    }
    await this.talk.choose(code);
    this.session.set({ page: code, closed: messages[messages.length - 1].id });
    return messages;
  }

  sayTurned() {
    const text = gettext('From now on the guide answers in {language}.');
    this.status.note(fill(text, { language: spoken().name }));
    const typed = this.messages.filter((message) => message.from === 'person' && message.text).pop();
    const asked = this.session.get('asked') || (typed && { text: typed.text, shown: typed.text });
    if (asked) this.status.offer(gettext('Ask my last question again'), () => this.send(asked));
  }

  /** One tap back from an answer in another language. */
  async turnBack() {
    this.composer.box.focus();
    try {
      await this.talk.choose(spoken().code);
      this.transcript.closeChoices();
      this.sayTurned();
    } catch (failure) {
      this.status.fault(failure.message);
    }
  }

  helped(message, yes) {
    const lost = gettext('This could not be sent. It does not matter for your conversation.');
    this.talk.helped(message, yes).catch(() => this.status.note(lost));
  }

  async restart() {
    const question = this.session.get('enquiry') || this.handOver.apart.left.length
      ? gettext('Begin a new conversation? You will not see this one again. Replies to your enquiry can then be read with your receipt code only.')
      : gettext('Begin a new conversation? You will not see this one again.');
    if (!(await confirmed(this.root, question, gettext('Begin anew')))) return;
    this.session.forget();
    this.session.set({ apart: null });
    this.fresh();
  }

  async erase() {
    const question = gettext('Delete this conversation everywhere, now? It cannot be brought back.');
    const { apart } = this.handOver;
    const also = apart.left.length ? gettext('Erase my enquiry to the city too') : null;
    const answer = await confirmed(this.root, question, gettext('Delete'), also);
    if (!answer) return;
    this.run += 1;
    this.busy = false;
    const said = [gettext('Your conversation was deleted. This is a new one.')];
    try {
      if (answer.also) {
        await apart.erase();
        said.push(gettext('Everything of this enquiry was erased. Nobody can read it any more.'));
      }
      await this.talk.erase();
      await this.fresh();
      this.status.note(said.join(' '));
    } catch (failure) {
      this.status.fault(failure.message, gettext('Try again'), () => this.erase());
    }
  }

  async fresh() {
    this.busy = false;
    this.handOver.end();
    this.messages = [];
    this.transcript.clear();
    this.status.clear();
    this.composer.box.focus();
    await this.load(true);
  }
}
