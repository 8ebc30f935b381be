// While a person of the city may write: their messages appear by themselves, and what is unread is counted.

import { call } from './api.js';
import { el } from './dom.js';
import { Watch } from './watch.js';
import { fill, gettext, spoken } from './words.js';

const ASK_WHETHER_OVER = 180000; // ms between two looks whether staff have closed the enquiry

/** Attends one KioskChat until `end()`; then `ended()` is called. */
export class Attendance {
  constructor(chat, ended) {
    this.chat = chat;
    this.ended = ended;
    this.title = document.title;
    this.waiting = [];
    this.seen = () => this.look();
    document.addEventListener('visibilitychange', this.seen);
    this.clock = setInterval(() => this.over(), ASK_WHETHER_OVER);
    const on = {
      message: (message) => this.came(message),
      handled: (who) => this.handled(who),
      gone: () => this.end(),
    };
    this.watch = new Watch(chat.talk, () => this.last(), on);
    this.cameBack();
  }

  end() {
    this.watch.stop();
    clearInterval(this.clock);
    document.removeEventListener('visibilitychange', this.seen);
    this.badge(0);
    this.ended();
  }

  last() {
    const known = this.chat.messages.filter((message) => message.id);
    return known.length ? known[known.length - 1].id : '';
  }

  get looking() {
    return this.chat.opened && !document.hidden;
  }

  /** The messages of staff that came after what was seen last. */
  unread() {
    const messages = this.chat.messages;
    const place = messages.findIndex((message) => message.id && message.id === this.chat.session.get('seen'));
    return messages.slice(place + 1).filter((message) => message.from === 'staff');
  }

  /** The conversation was opened again: unread replies are shown, from the first on. */
  cameBack() {
    const unread = this.chat.session.get('seen') ? this.unread() : [];
    if (unread.length && this.looking) {
      this.chat.showMessage(unread[0]);
      this.chat.status.note(fill(gettext('New replies: {count}'), { count: unread.length }));
    }
    this.look();
    this.over();
  }

  /** What is on the screen of somebody who looks is seen. */
  look() {
    if (!this.chat.busy) this.waiting.splice(0).forEach((message) => this.came(message));
    if (this.looking && this.last()) this.chat.session.set({ seen: this.last() });
    this.badge(this.unread().length);
  }

  badge(count) {
    const launcher = this.chat.launcher;
    if (launcher) {
      launcher.querySelectorAll('.badge').forEach((each) => each.remove());
      const words = fill(gettext('New replies: {count}'), { count });
      const shown = el('span', { 'aria-hidden': 'true' }, count);
      if (count) launcher.append(el('span', { class: 'badge' }, shown, el('span', { class: 'unseen' }, ` ${words}`)));
    } else {
      document.title = count ? `(${count}) ${this.title}` : this.title;
    }
  }

  async came(message) {
    const chat = this.chat;
    if (message.from === 'person') return; // one's own words stand there already
    if (message.from === 'guide' && chat.busy) {
      // The answer to a question comes by the way it was asked; what is no answer is shown after it.
      this.waiting.push(message);
      return;
    }
    await chat.prepareWords([message]);
    if (chat.knows(message)) return;
    chat.receive([message]);
    this.look();
  }

  handled(who) {
    const before = this.chat.talk.handledBy;
    this.chat.talk.handledBy = who;
    if (before === 'staff' && who === 'guide') this.over();
  }

  /** Where staff have closed the enquiry, ask whether it helped; only who holds its code can be asked. */
  async over() {
    const { chat } = this;
    const code = chat.session.get('receipt');
    if (!code || !this.looking || chat.session.get('asked_helped')) return;
    try {
      const options = { language: spoken().code, receipt: code };
      const mine = await call(chat.server, 'GET', '/enquiries/mine', options);
      if (!mine.ask_helped || chat.session.get('asked_helped')) return;
      chat.session.set({ asked_helped: true });
      await chat.prepareWords([mine]);
      chat.transcript.askWhetherHelped(mine.language, (helped) => {
        call(chat.server, 'POST', '/enquiries/mine/helped', Object.assign({ body: { helped } }, options)).catch(() => {
          chat.status.note(gettext('This could not be sent. It does not matter for your conversation.'));
        });
      });
    } catch (failure) {
      // Asked again later.
    }
  }
}
