// The chat API of the server: JSON, a bearer token, no cookie.

/** What went wrong: HTTP status (0: nobody was reached), the API's code and its message in the reader's language. */
export class Failure extends Error {
  constructor(status, error, wait) {
    super(error.message || '');
    this.status = status;
    this.code = error.code || (status ? 'internal' : 'network');
    this.progress = error.progress || 0;
    this.wait = wait; // seconds
  }
}

const GIVE_UP_AFTER = 40000; // ms; a turn takes 25 s at most on the server

/** One call. Resolves with the JSON answer (null for 204); rejects with a Failure. */
export async function call(server, method, path, options) {
  const { body, token, receipt, language } = options || {};
  const headers = { 'Accept-Language': language || 'en' };
  if (body) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  if (receipt) headers.Authorization = `Receipt ${receipt}`;
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), GIVE_UP_AFTER);
  let answer;
  let content = null;
  try {
    answer = await fetch(server + path, {
      method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
      signal: stop.signal,
      credentials: 'omit',
      cache: 'no-store',
    });
    if (answer.status !== 204) content = await answer.json();
  } catch (failed) {
    // No answer, or one that is no JSON: a proxy's own page, say.
    throw new Failure(answer && !answer.ok ? answer.status : 0, {}, 2);
  } finally {
    clearTimeout(clock);
  }
  if (!answer.ok) {
    throw new Failure(answer.status, content.error || {}, Number(answer.headers.get('Retry-After')) || 3);
  }
  return content;
}

/** {ready, progress 0-1}: whether a question would be answered now. */
export async function readiness(server) {
  try {
    const answer = await fetch(`${server}/health/ready`, { cache: 'no-store', credentials: 'omit' });
    if (answer.ok) return { ready: true, progress: 1 };
    return { ready: false, progress: (await answer.json()).progress || 0 };
  } catch (failed) {
    return { ready: false, progress: 0 };
  }
}

export const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A name for a message that no other message has, so that a repeat is known as one. */
export function newId() {
  if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
  const random = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
