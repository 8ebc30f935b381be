// What is loaded only when it is needed: how one writes to a person of the city, and how their replies arrive.

import { Failure } from './api.js';
import { SHARED, VERSION } from './build.js';
import { el } from './dom.js';

let coming = null;
let arrived = null;

/** The later part of the widget (later.js), once it is there. Rejects where it cannot be had just now. */
export function later(server) {
  if (coming) return coming;
  coming = new Promise((resolve, reject) => {
    arrived = resolve;
    const lost = () => {
      coming = null;
      script.remove();
      reject(new Failure(0, {}, 2));
    };
    const script = el('script', { src: `${server}/widget/kiosk-chat-later.js?v=${VERSION}`, error: lost });
    document.head.append(script);
  });
  return coming;
}

/** Called by the later script: `make` gets what both parts share. */
export function deliver(make) {
  if (arrived) arrived(make(SHARED));
}
