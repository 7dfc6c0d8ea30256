import { element } from './text.js';
import { plain, word } from './words.js';

// listPeople fills people and returns what the bot is called.
export async function listPeople(people) {
  const { title, username, people: lines } = await fetch('people').then(answer => answer.json());
  for (const line of lines) people.set(line.id, line);
  return { title, username };
}

// showPeople draws the list, narrowed by the search, and keeps the focus where it was.
export function showPeople(state, open) {
  const list = document.getElementById('people');
  const wanted = plain(document.getElementById('search').value.trim());
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const lines = [...state.people.values()].filter(person => plain(`${person.name} ${person.note}`).includes(wanted));
  list.replaceChildren(...lines.map(person => line(person, state.person?.id === person.id, open)));
  if (lines.length === 0) list.append(element('li', { class: 'none' }, word('none')));
  if (focused) list.querySelector(`[data-id="${focused}"]`)?.focus();
}

function line(person, chosen, open) {
  const unread = person.unread > 0
    ? element('span', { class: 'unread', role: 'img', 'aria-label': word('unread', person.unread) }, String(person.unread)) : null;
  return element('li', {}, element('button', {
    type: 'button', class: 'person', 'data-id': person.id, 'aria-current': chosen ? 'true' : undefined, onclick: () => open(person.id),
  },
  element('span', { class: `avatar tone-${person.id % 6}`, 'aria-hidden': 'true' }, initials(person.name)),
  element('span', { class: 'person-words' },
    element('span', { class: 'person-name' }, person.name),
    person.note ? element('span', { class: 'person-note' }, person.note) : null,
    person.last ? element('span', { class: 'person-last' }, person.last) : null),
  unread));
}

// initials: a Vietnamese name is called by its last word.
function initials(name) {
  const words = name.trim().split(/\s+/);
  return ((words.length > 1 ? words[0][0] : '') + (words.at(-1)[0] ?? '?')).toUpperCase();
}
