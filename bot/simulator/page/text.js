// Texts with entities become elements. Nothing here, or anywhere in the page, parses HTML.
const tags = {
  bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre', blockquote: 'blockquote',
};

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') made.className = value;
    else if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined && child !== null));
  return made;
}

const shapes = {
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  phone: 'M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0',
  place: 'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  voice: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 12a6 6 0 0 0 12 0M12 18v3',
  sticker: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.500 10h.01M15.500 10h.01M8 14.500a5 5 0 0 0 8 0',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4',
};

// icon draws one of the page's own signs; a phone need not have emoji for them.
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shapes[name]);
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', 'sign');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.append(path);
  return drawing;
}

// richText renders text (UTF-16, as entities count) with nested entities.
export function richText(text, entities = [], follow) {
  return range(text, 0, text.length, entities, follow);
}

function range(text, start, end, entities, follow) {
  const part = document.createDocumentFragment();
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    if (entity.offset < at || entity.offset >= end) continue;
    const stop = Math.min(end, entity.offset + entity.length);
    part.append(...linked(text.slice(at, entity.offset), follow));
    const inner = entities.slice(i + 1).filter(e => e.offset < stop);
    part.append(wrap(entity, text.slice(entity.offset, stop), range(text, entity.offset, stop, inner, follow), follow));
    at = stop;
  }
  part.append(...linked(text.slice(at, end), follow));
  return part;
}

function wrap(entity, text, content, follow) {
  if (entity.type === 'text_link') return link(entity.url, content, follow);
  if (entity.type === 'spoiler') return spoiler(content);
  if (entity.type === 'bot_command') return command(text, follow);
  return tags[entity.type] ? element(tags[entity.type], {}, content) : content;
}

function spoiler(content) {
  const made = element('button', { type: 'button', class: 'spoiler', 'aria-expanded': 'false' }, content);
  made.addEventListener('click', () => made.setAttribute('aria-expanded', 'true'));
  return made;
}

function command(text, follow) {
  return element('button', { type: 'button', class: 'command', onclick: () => follow({ command: text }) }, text);
}

const pressable = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]|(?<![^\s(])\/[a-z]\w*(?![^\s.,;:!?)])/g;

// linked makes links of plain addresses and buttons of commands.
function linked(text, follow) {
  const parts = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(pressable)) {
    parts.push(text.slice(at, index), found.startsWith('/') ? command(found, follow) : link(found, found, follow));
    at = index + found.length;
  }
  parts.push(text.slice(at));
  return parts.filter(part => part !== '');
}

export function safeAddress(url) {
  try {
    const parsed = new URL(url);
    return ['http:', 'https:'].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
}

// link opens web addresses in a new tab; follow may take those that lead back to the bot.
export function link(url, content, follow) {
  const parsed = safeAddress(url);
  if (!parsed) return element('span', { title: url }, content);
  const made = element('a', { href: parsed.href, target: '_blank', rel: 'noopener noreferrer' }, content);
  made.addEventListener('click', event => {
    if (follow({ url: parsed })) event.preventDefault();
  });
  return made;
}
