// What the tab remembers, until it is closed: the conversation's key, what is on its way, the languages used last.

const LANGUAGES_KEPT = 2;

/** One conversation's memory in sessionStorage; where the browser forbids that, in the page alone. */
export class Session {
  constructor(server, city) {
    this.key = `kiosk-chat ${server} ${city}`;
    this.data = {};
    try {
      this.data = JSON.parse(sessionStorage.getItem(this.key)) || {};
    } catch (forbidden) {
      // Private modes and blocked storage: the conversation then ends with the page.
    }
  }

  get(name) {
    return this.data[name];
  }

  set(values) {
    Object.assign(this.data, values);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.data));
    } catch (forbidden) {
      // As above.
    }
  }

  /** Forget the conversation; the languages stay, and so do the panel and the codes of enquiries apart from it. */
  forget() {
    const { recent, language, open, apart } = this.data;
    this.data = { recent, language, open, apart };
    this.set({});
  }

  used(code) {
    const recent = [code].concat((this.data.recent || []).filter((each) => each !== code));
    this.set({ recent: recent.slice(0, LANGUAGES_KEPT) });
  }

  /** Languages with the ones used last in front. */
  order(languages) {
    const recent = this.data.recent || [];
    const place = (language) => (recent.indexOf(language.code) + 1 || LANGUAGES_KEPT + 1);
    return languages
      .map((language, index) => ({ language, index }))
      .sort((a, b) => place(a.language) - place(b.language) || a.index - b.index)
      .map((each) => each.language);
  }
}
