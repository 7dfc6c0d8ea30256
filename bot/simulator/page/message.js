import { element, icon, link, richText } from './text.js';
import { sizeOf, timeOf, word } from './words.js';

// bubble draws one message, or all of an album; what was written under an album stands under one of its messages.
// actions: tap(message, button), edit(message), reply(message), follow(target).
export function bubble(group, person, actions) {
  const message = group.find(one => one.text) ?? group[0];
  const content = [
    message.replyTo ? quote(message.replyTo) : null,
    pictures(group.filter(one => one.photo), person),
    ...group.filter(one => one.document).map(one => file(one.document, person)),
    attachment(message),
    message.text ? element('div', { class: 'text' }, richText(shown(message), message.entities, actions.follow)) : null,
    meta(message, actions),
  ];
  const body = element('div', { class: message.sticker ? 'bubble sticker' : 'bubble' },
    element('span', { class: 'unseen' }, `${word(message.fromBot ? 'bot' : 'me')}: `), ...content);
  const item = element('li', { class: message.fromBot ? 'message from-bot' : 'message from-me', id: `m${group[0].id}` }, body);
  if (message.buttons) item.append(inlineButtons(message, actions));
  return item;
}

// shown is what a phone shows of a text: of an invite that was followed, only the command.
function shown(message) { return message.fromBot ? message.text : message.text.replace(/^\/start [\w-]+$/, '/start'); }

// brief tells in a line what a message is.
export function brief(message) {
  return (message.text || message.document?.name || word(message.photo ? 'photo' : 'file')).replaceAll('\n', ' ').slice(0, 80);
}

// quote names the message that was replied to, and leads there.
function quote(id) {
  const original = document.getElementById(`m${id}`);
  if (!original) return null;
  const words = (original.querySelector('.text, .file-name') ?? original.querySelector('.bubble')).textContent.slice(0, 80);
  return element('button', { type: 'button', class: 'quote', onclick: () => original.scrollIntoView({ block: 'center' }) }, words || word('photo'));
}

function pictures(messages, person) {
  const all = messages.map(message => photo(message, person));
  if (all.length < 2) return all[0] ?? null;
  return element('div', { class: 'album', role: 'group', 'aria-label': word('album', all.length) }, ...all);
}

function address(file, person) { return `people/${person.id}/files/${encodeURIComponent(file.id)}`; }

function photo(message, person) {
  const url = address(message.photo, person);
  const picture = element('img', { src: url, alt: `${word('photo')} ${message.text || message.photo.name}` });
  const frame = element('a', { class: 'photo', href: url, target: '_blank', rel: 'noopener' }, picture);
  picture.addEventListener('error', () => frame.replaceChildren(element('span', { class: 'no-photo' }, icon('picture'), message.photo.name)));
  return frame;
}

function file(document, person) {
  return element('a', { class: 'file', href: address(document, person), download: document.name },
    element('span', { class: 'file-icon', 'aria-hidden': 'true' }, extension(document.name)),
    element('span', { class: 'file-words' },
      element('span', { class: 'file-name' }, document.name),
      element('span', { class: 'file-size' }, `${sizeOf(document.size)} · ${word('download')}`)));
}

function extension(name) {
  const at = name.lastIndexOf('.');
  return at < 0 ? '•' : name.slice(at + 1, at + 5).toUpperCase();
}

function attachment(message) {
  if (message.contact) {
    return element('div', { class: 'card' }, icon('person'),
      element('span', {}, element('strong', {}, message.contact.first_name), element('br'), `+${message.contact.phone_number}`));
  }
  if (message.location) {
    return element('div', { class: 'card' }, icon('place'),
      element('span', {}, `${word('location')} ${message.location.latitude}, ${message.location.longitude}`));
  }
  if (message.voice) return element('div', { class: 'card' }, icon('voice'), `${word('voice')} 0:03`);
  if (message.sticker) return element('div', { class: 'big', role: 'img', 'aria-label': word('sticker') }, icon('sticker'));
  return null;
}

function meta(message, actions) {
  const line = element('div', { class: 'meta' });
  if (message.reaction) line.append(element('span', { class: 'reaction' }, message.reaction));
  if (!message.fromBot && message.text && !message.contact) {
    line.append(element('button', { type: 'button', class: 'edit', onclick: () => actions.edit(message) }, word('edit')));
  }
  if (message.fromBot) {
    line.append(element('button', { type: 'button', class: 'edit', onclick: () => actions.reply(message) }, word('reply')));
  }
  if (message.protected) line.append(element('span', { class: 'lock', title: word('protected'), role: 'img', 'aria-label': word('protected') }, icon('lock')));
  if (message.edited) line.append(element('span', {}, word('edited')));
  const date = new Date(message.date);
  line.append(element('time', { datetime: message.date }, timeOf(date)));
  return line;
}

function inlineButtons(message, actions) {
  const rows = message.buttons.map(row => element('div', { class: 'row' }, ...row.map(button => {
    if (button.url) {
      const made = link(button.url, element('span', {}, button.text, element('span', { class: 'out', 'aria-hidden': 'true' }, ' ↗')), actions.follow);
      made.classList.add('inline');
      return made;
    }
    return element('button', {
      type: 'button', class: 'inline', onclick: event => actions.tap(message, button, event.currentTarget),
    }, button.text);
  })));
  return element('div', { class: 'rows' }, ...rows);
}
