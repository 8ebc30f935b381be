// Building the page from text. Nothing that comes from outside is ever read as HTML.

/** An element with attributes (true: present, null and false: absent, functions: listeners) and children. */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.keys(attributes || {}).forEach((key) => {
    const value = attributes[key];
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== null && value !== false && value !== undefined) element.setAttribute(key, value);
  });
  children.forEach((child) => {
    if (child !== null && child !== undefined) element.append(child);
  });
  return element;
}

// A web address, an e-mail address, a number in international form, or the address of a page of our own
// (/<city>/first-steps/?…). Isolating marks (U+2066-2069) end them.
const LINKS = new RegExp(
  '(https?:\\/\\/[^\\s<>"\\u2066-\\u2069]+)|([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)' +
    '|(\\+\\d[\\d\\u00a0 ()\\-/]{5,}\\d)|(\\/[a-z0-9-]+\\/[\\w\\-/?=&.%]*)',
  'g'
);
const MAY_BEGIN = /(^|[\s(\u2066-\u2069])$/; // in and/or/else, 24/7/365 and //elsewhere no address of ours begins
const ENDS_A_SENTENCE = /[.,;:!?)\]}»"'،؛؟]+$/;

/**
 * One line of plain text as nodes: addresses and phone numbers become links that run left to right. Pages of our own
 * are those of `server` ('' or absent: of this page's).
 */
export function linked(text, server) {
  const nodes = document.createDocumentFragment();
  let from = 0;
  text.replace(LINKS, (found, url, email, phone, page, at) => {
    if (page && !MAY_BEGIN.test(text.slice(0, at))) return found;
    const target = url || page ? found.replace(ENDS_A_SENTENCE, '') : found;
    nodes.append(text.slice(from, at));
    if (url) nodes.append(webLink(target, target));
    else if (email) nodes.append(el('a', { href: `mailto:${target}`, dir: 'ltr' }, target));
    else if (page) nodes.append(el('a', { href: (server || '') + target, dir: 'ltr' }, target));
    else nodes.append(phoneLink(target));
    from = at + target.length;
    return found;
  });
  nodes.append(text.slice(from));
  return nodes;
}

/** A link to another website: http and https only, anything else stays text. */
export function webLink(url, text, attributes) {
  if (!/^https?:\/\//i.test(url)) return el('span', attributes, text);
  const direction = text === url ? { dir: 'ltr' } : {};
  return el('a', Object.assign({ href: url, rel: 'noopener' }, direction, attributes), text);
}

/** A phone number to tap. A bracketed zero after the country code, as in +358 (09), is not dialled from abroad. */
export function phoneLink(number) {
  const dialled = number.replace(/^(\+\d+)\s*\(0(\d*)\)/, '$1$2').replace(/[^\d+]/g, '');
  return el('a', { href: `tel:${dialled}`, dir: 'ltr' }, number);
}

/** Plain text as the guide writes it: empty lines part paragraphs, lines that begin with a bullet make a list. */
export function paragraphs(text, server) {
  const nodes = document.createDocumentFragment();
  text.split(/\n\s*\n/).forEach((block) => {
    let current = null;
    block.split('\n').forEach((line) => {
      const bullet = /^\s*[•*-]\s+/.exec(line);
      const wanted = bullet ? 'UL' : 'P';
      if (!current || current.tagName !== wanted) nodes.append((current = el(wanted.toLowerCase())));
      else if (!bullet) current.append(el('br'));
      if (bullet) current.append(el('li', null, linked(line.slice(bullet[0].length), server)));
      else current.append(linked(line, server));
    });
  });
  return nodes;
}
