// Enquiries that were left apart from the conversation: only their receipt codes lead to them, and the tab keeps these.

import { call } from './api.js';
import { el } from './dom.js';
import { gettext, spoken } from './words.js';

const LOOK_FOR_REPLY = 15000; // ms

/** Ask whether a closed enquiry helped, below what was said; `options` hold its code. */
export async function askWhetherHelped(chat, mine, options) {
  await chat.prepareWords([mine]);
  chat.transcript.askWhetherHelped(mine, (helped) => {
    call(chat.server, 'POST', '/enquiries/mine/helped', Object.assign({ body: { helped } }, options)).catch(() => {
      chat.status.note(gettext('This could not be sent. It does not matter for your conversation.'));
    });
  });
}

/** Those of a KioskChat: looks for replies while the page is open, and shows a way to read them. */
export class Apart {
  constructor(chat) {
    Object.assign(this, { chat, run: 0, element: el('div', { class: 'apart' }) });
  }

  /** `{code, asked}` of each; `asked`: whether it helped. */
  get left() {
    return this.chat.session.get('apart') || [];
  }

  keep(code) {
    if (!this.left.some((each) => each.code === code)) this.chat.session.set({ apart: this.left.concat({ code }) });
    this.look();
  }

  forget(code) {
    this.chat.session.set({ apart: this.left.filter((each) => each.code !== code) });
  }

  end() {
    this.run += 1;
    clearTimeout(this.clock);
    this.show([]);
  }

  /** Erase them everywhere; what is gone there already is erased. */
  async erase() {
    for (const { code } of this.left) {
      try {
        await call(this.chat.server, 'DELETE', '/enquiries/mine', { language: spoken().code, receipt: code });
      } catch (failure) {
        if (failure.status !== 404) throw failure;
      }
      this.forget(code);
    }
  }

  /** Look now, and again and again. */
  async look() {
    const run = (this.run += 1);
    clearTimeout(this.clock);
    const found = [];
    for (const each of this.left) {
      const mine = await this.ask(each);
      if (run !== this.run) return;
      if (mine) found.push(Object.assign(mine, { code: each.code }));
    }
    this.show(found);
    if (this.left.length) this.clock = setTimeout(() => this.look(), LOOK_FOR_REPLY);
  }

  /** Where it stands, unread what is unread; null where nobody knows just now. */
  async ask(each) {
    const { chat } = this;
    const options = { language: spoken().code, receipt: each.code };
    try {
      const mine = await call(chat.server, 'GET', '/enquiries/mine?seen=no', options);
      if (mine.ask_helped && !each.asked && chat.looking) {
        each.asked = true;
        chat.session.set({ apart: this.left });
        await askWhetherHelped(chat, mine, options);
      }
      return mine;
    } catch (failure) {
      if (failure.status === 404) this.forget(each.code);
      return null;
    }
  }

  show(found) {
    const news = found.map((mine) => this.news(mine)).filter(Boolean);
    const said = news.map((each) => each.textContent + each.code.value).join('');
    if (said !== this.said) {
      // Not otherwise: the focus may be here.
      this.element.textContent = '';
      this.element.append(...news);
      if (said) this.chat.transcript.announce(news[0].firstChild.textContent);
    }
    this.said = said;
    this.chat.badge.show('apart', found.reduce((sum, mine) => sum + mine.unread, 0));
  }

  /** That there is something to read, and the way to it: a form, so that the code stands in no address. */
  news(mine) {
    const asked = mine.referrals.some((each) => each.state === 'asked');
    if (!mine.unread && !asked) return null;
    const text = mine.unread ? gettext('There is a reply for you') : gettext('May your enquiry be handed on?');
    const hidden = (name, value) => el('input', { type: 'hidden', name, value });
    return el('form', { class: 'status', method: 'post', action: this.chat.handOver.page() },
      el('span', null, text), hidden('code', mine.code), hidden('do', 'open'),
      el('button', { type: 'submit', class: 'quiet' }, gettext('Open my enquiry')));
  }
}
