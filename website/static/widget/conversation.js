// One conversation with the server: opened, taken up again, asked, erased.

import { Failure, call, newId, pause, readiness } from './api.js';

const TRIES = 5; // of a message that got lost on the way; the server knows it by its client_id
const LOOK_AGAIN = 2.5; // seconds between two looks whether the guide is awake

/** Keeps key and unanswered question in `session`; `language()` is the code in which errors are wanted. */
export class Conversation {
  constructor(server, city, session, language) {
    Object.assign(this, { server, city, session, language, handledBy: 'guide' });
  }

  get open() {
    return Boolean(this.session.get('token'));
  }

  call(method, rest, body) {
    const options = { body, token: this.session.get('token'), language: this.language() };
    return call(this.server, method, `/chat/conversations/${this.session.get('id')}${rest}`, options);
  }

  /** A new conversation; resolves with its first messages. */
  async begin() {
    const body = { language: this.language(), city: this.city };
    const opened = await call(this.server, 'POST', '/chat/conversations', { body, language: this.language() });
    this.session.set({ id: opened.id, token: opened.token, page: this.language(), pending: null });
    this.handledBy = 'guide';
    return opened.messages;
  }

  /** All messages so far; null where the conversation is gone (deleted, or past its time). */
  async resume() {
    try {
      const found = await this.call('GET', '');
      this.handledBy = found.handled_by;
      return found.messages;
    } catch (failure) {
      if (failure.status !== 404 && failure.status !== 401) throw failure;
      this.session.forget();
      return null;
    }
  }

  /** What came after a message, and who handles the conversation now. */
  since(id) {
    return this.call('GET', `?after=${encodeURIComponent(id)}`);
  }

  /** The same as a stream of events that stays open. Rejects where none can be had. */
  async stream(id, signal) {
    const answer = await fetch(`${this.server}/chat/conversations/${this.session.get('id')}?after=${encodeURIComponent(id)}`, {
      headers: { Accept: 'text/event-stream', Authorization: `Bearer ${this.session.get('token')}` },
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });
    if (!answer.ok || !answer.body || !/event-stream/.test(answer.headers.get('Content-Type'))) {
      throw new Failure(answer.ok ? 0 : answer.status, {});
    }
    return answer;
  }

  choose(language) {
    return this.call('PATCH', '', { language });
  }

  helped(message, helped) {
    return this.call('POST', `/messages/${message.id}/feedback`, { helped });
  }

  /** Erased on the server, then here. One that is already gone there is erased. */
  async erase() {
    try {
      await this.call('DELETE', '');
    } catch (failure) {
      if (failure.status !== 404 && failure.status !== 401) throw failure;
    }
    this.session.forget();
  }

  /** Keep a question until it is answered, even over a reload of the page. */
  hold(question) {
    const pending = Object.assign({ client_id: newId() }, question);
    this.session.set({ pending, asked: question });
    return pending;
  }

  release() {
    this.session.set({ pending: null });
  }

  /**
   * The reply to a held question. Lost connections are tried again under the same client_id, so the question is asked
   * once. While the guide wakes, `waking(progress)` is told, and the question goes out when it is ready. It ends when
   * `stopped()`.
   */
  async ask(pending, waking, stopped) {
    const body = { client_id: pending.client_id };
    if (pending.payload) body.payload = pending.payload;
    else body.text = pending.text;
    for (let tried = 1; ; tried += 1) {
      try {
        const reply = await this.call('POST', '/messages', body);
        this.handledBy = reply.handled_by;
        return reply;
      } catch (failure) {
        if (stopped()) throw failure;
        if (failure.code === 'waking') {
          waking(failure.progress);
          await this.ready(waking, stopped);
          tried = 0;
        } else if (tried < TRIES && passing(failure)) {
          await pause(failure.status === 0 ? 2 ** (tried - 1) : Math.min(failure.wait, 20));
        } else {
          throw failure;
        }
      }
    }
  }

  /** Resolves when the guide is awake. */
  async ready(waking, stopped) {
    for (;;) {
      await pause(LOOK_AGAIN);
      if (stopped()) throw new Failure(0, {});
      const state = await readiness(this.server);
      if (state.ready) return;
      waking(state.progress);
    }
  }
}

/** Whether a fault passes by itself: no connection, too fast, still being answered, a server that is restarting. */
function passing(failure) {
  return [0, 409, 429, 502, 503, 504].includes(failure.status);
}
