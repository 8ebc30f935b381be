// What is unread, told where somebody sees it who does not look at the chat.

import { el } from './dom.js';
import { fill, gettext } from './words.js';

/** Counts of a KioskChat by where they come from: on the launcher on another website, else in the page's title. */
export class Badge {
  constructor(chat) {
    Object.assign(this, { chat, title: document.title, counts: {} });
  }

  show(source, unread) {
    this.counts[source] = unread;
    const count = Object.keys(this.counts).reduce((sum, each) => sum + this.counts[each], 0);
    const { launcher } = this.chat;
    if (launcher) {
      launcher.querySelectorAll('.badge').forEach((each) => each.remove());
      const words = fill(gettext('New replies: {count}'), { count });
      const shown = el('span', { 'aria-hidden': 'true' }, count);
      if (count) launcher.append(el('span', { class: 'badge' }, shown, el('span', { class: 'unseen' }, ` ${words}`)));
    } else {
      document.title = count ? `(${count}) ${this.title}` : this.title;
    }
  }
}
