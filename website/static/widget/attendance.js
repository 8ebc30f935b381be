// While a person of the city may write: their messages appear by themselves, and what is unread is counted.

import { call } from './api.js';
import { askWhetherHelped } from './apart.js';
import { Watch } from './watch.js';
import { fill, gettext, spoken } from './words.js';

const ASK_WHETHER_OVER = 180000; // ms between two looks whether staff have closed the enquiry

/** Attends one KioskChat until `end()`; then `ended()` is called. */
export class Attendance {
  constructor(chat, ended) {
    this.chat = chat;
    this.ended = ended;
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
    this.chat.badge.show('chat', 0);
    this.ended();
  }

  last() {
    const known = this.chat.messages.filter((message) => message.id);
    return known.length ? known[known.length - 1].id : '';
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
    if (unread.length && this.chat.looking) {
      this.chat.showMessage(unread[0]);
      this.chat.status.note(fill(gettext('New replies: {count}'), { count: unread.length }));
    }
    this.look();
    this.over();
  }

  /** What is on the screen of somebody who looks is seen. */
  look() {
    if (!this.chat.busy) this.waiting.splice(0).forEach((message) => this.came(message));
    if (this.chat.looking && this.last()) this.chat.session.set({ seen: this.last() });
    this.chat.badge.show('chat', this.unread().length);
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
    if (!code || !chat.looking || chat.session.get('asked_helped')) return;
    try {
      const options = { language: spoken().code, receipt: code };
      const mine = await call(chat.server, 'GET', '/enquiries/mine', options);
      if (!mine.ask_helped || chat.session.get('asked_helped')) return;
      chat.session.set({ asked_helped: true });
      await askWhetherHelped(chat, mine, options);
    } catch (failure) {
      // Asked again later.
    }
  }
}
