// The way to a person of the city, and back: opens the form, and attends to replies. Both are loaded when needed.

import { Apart } from './apart.js';
import { gettext, spoken } from './words.js';
import { later } from './parts.js';

/** What a KioskChat has to do with staff. */
export class HandOver {
  constructor(chat) {
    this.chat = chat;
    this.form = null;
    this.attendance = null;
    this.apart = new Apart(chat);
  }

  /** The conversation is shown anew: a form that was begun is open again, and replies are looked out for. */
  resume() {
    this.attend();
    this.apart.look();
    if (this.chat.session.get('form')) this.write();
  }

  cameBack() {
    if (this.attendance) this.attendance.cameBack();
    this.apart.look();
  }

  /** Look out for replies, while a person of the city may write. */
  async attend() {
    const { chat } = this;
    if (this.attendance) this.attendance.look();
    else if (chat.talk.handledBy === 'staff' || chat.session.get('enquiry')) {
      try {
        const { Attendance } = await later(chat.server);
        if (!this.attendance) this.attendance = new Attendance(chat, () => (this.attendance = null));
      } catch (failure) {
        // The next message or page tries again; what was written until then stands in the record.
      }
    }
  }

  /** The conversation is left: nobody is waited for, and an open form goes. */
  end() {
    if (this.attendance) this.attendance.end();
    this.apart.end();
    if (this.form) this.close();
  }

  /** Open the form; without an offer the one that was begun before. */
  async write(offer) {
    const { chat } = this;
    if (this.form && this.form.element.isConnected) return;
    try {
      const { EnquiryForm } = await later(chat.server);
      this.form = new EnquiryForm(chat, offer, (sent) => this.written(sent));
      this.show(false);
      chat.composer.element.before(this.form.element);
      this.form.begin();
    } catch (failure) {
      chat.status.fault(failure.message, gettext('Try again'), () => this.write(offer));
    }
  }

  /** The form is left; what it sent from this conversation is shown as the record has it. */
  async written(sent) {
    this.close();
    this.chat.composer.box.focus();
    if (sent) await this.chat.load(true);
  }

  close() {
    this.form.element.remove();
    this.form = null;
    this.show(true);
  }

  /** Whether the talk is to be seen, or gives way to the form. */
  show(talk) {
    const { transcript, status, composer } = this.chat;
    [transcript, status, this.apart, composer].forEach((each) => {
      each.element.hidden = !talk;
    });
  }

  /** The page where a receipt code opens an enquiry. */
  page() {
    return `${this.chat.server}/${this.chat.getAttribute('city')}/enquiry/?language=${spoken().code}`;
  }

  hasAsked() {
    return this.chat.messages.some((message) => message.from === 'person');
  }

  /** What the person typed last; '' where only buttons were pressed. */
  lastWords() {
    const asked = this.chat.session.get('asked');
    return (asked && asked.text) || '';
  }

  /** The language the guide answered in last. */
  answersIn() {
    const told = this.chat.messages.filter((message) => message.from !== 'person' && message.language);
    return told.length ? told[told.length - 1].language : spoken().code;
  }
}
