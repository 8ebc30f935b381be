// Messages that come by themselves, as a stream of the server; by asking again and again where none gets through.

import { pause } from './api.js';

const SILENT = 40000; // ms without a sign of life after which a stream counts as dead; the server gives one every 15 s
const LOOK_AGAIN = 2; // seconds between two looks where no stream gets through
const LOOKS = 15; // so many, then a stream is tried again
const REST = 1; // seconds before a stream that ended is opened anew

/**
 * Watches a conversation until `stop()`. `last()` is the id of the newest message that is known; `on` has
 * message(message), handled(who), gone().
 */
export class Watch {
  constructor(talk, last, on) {
    Object.assign(this, { talk, last, on, stopped: false });
    this.run();
  }

  stop() {
    this.stopped = true;
    if (this.abort) this.abort.abort();
  }

  async run() {
    while (!this.stopped) {
      try {
        await this.listen();
        await pause(REST);
      } catch (failure) {
        if (failure.status === 404 || failure.status === 401) {
          this.stop();
          this.on.gone();
        }
        for (let looks = 0; looks < LOOKS && !this.stopped; looks += 1) await this.look();
      }
    }
  }

  async listen() {
    this.abort = new AbortController();
    const answer = await this.talk.stream(this.last(), this.abort.signal);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let clock = null;
    const alive = () => {
      clearTimeout(clock);
      clock = setTimeout(() => this.abort.abort(), SILENT);
    };
    let rest = '';
    try {
      for (;;) {
        alive();
        const piece = await reader.read();
        if (piece.done) return;
        const events = (rest + decoder.decode(piece.value, { stream: true })).split('\n\n');
        rest = events.pop();
        if (!this.stopped) events.forEach((event) => this.take(event));
      }
    } finally {
      clearTimeout(clock);
    }
  }

  take(event) {
    const fields = {};
    event.split('\n').forEach((line) => {
      const colon = line.indexOf(': ');
      if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
    });
    if (fields.event === 'message') this.on.message(JSON.parse(fields.data));
    if (fields.event === 'handled_by') this.on.handled(JSON.parse(fields.data).handled_by);
  }

  async look() {
    await pause(LOOK_AGAIN);
    if (this.stopped) return;
    try {
      const found = await this.talk.since(this.last());
      if (this.stopped) return;
      found.messages.forEach((message) => this.on.message(message));
      this.on.handled(found.handled_by);
    } catch (failure) {
      // The connection is away; the next look may find it again.
    }
  }
}
