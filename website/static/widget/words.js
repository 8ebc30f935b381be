// The widget's own words: English msgids looked up in the catalogue of a language.

const catalogues = {};
const NONE = { language: { code: 'en', tag: 'en', name: 'English', direction: 'ltr' }, languages: [], messages: {} };
let current = NONE;

async function catalogue(server, version, tag) {
  if (!catalogues[tag]) {
    const answer = await fetch(`${server}/widget/messages/${encodeURIComponent(tag)}.json?v=${version}`);
    if (!answer.ok) return null;
    const found = await answer.json();
    catalogues[tag] = catalogues[found.language.code] = found;
  }
  return catalogues[tag];
}

/** Speak the first of these languages (BCP 47 tags) that the server serves. Rejects where nobody is reached. */
export async function speak(server, version, tags) {
  for (const tag of tags) {
    const found = await catalogue(server, version, tag);
    if (found) {
      current = found;
      return;
    }
  }
}

/** Have the words of the languages of these messages at hand: what stands in an answer speaks the answer's language. */
export async function prepare(server, version, messages) {
  const codes = messages.map((message) => message.language).filter((code) => code && !catalogues[code]);
  await Promise.all(codes.map((code) => catalogue(server, version, code).catch(() => null)));
}

/** The language the widget speaks now: {code, tag, name, direction}. */
export const spoken = () => current.language;

/** All languages of the server, in the order of its table. */
export const languages = () => current.languages;

/** The sentence in a language (its code; else the widget's). Babel finds the msgids by the name of this function. */
export function gettext(msgid, code) {
  return ((code && catalogues[code]) || current).messages[msgid] || msgid;
}

/** A template with its {named} values, each isolated so that it cannot reorder the sentence (UAX 9, FSI…PDI). */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? `\u2068${values[name]}\u2069` : whole));
}

/** The row of the language table for a code, or one that lets the browser decide. */
export function languageOf(code) {
  return current.languages.find((each) => each.code === code) || { code, tag: code, name: code, direction: 'auto' };
}

/** Attributes of an element whose text is in that language. */
export function inLanguage(code) {
  const language = code ? languageOf(code) : current.language;
  return { lang: language.tag, dir: language.direction };
}
