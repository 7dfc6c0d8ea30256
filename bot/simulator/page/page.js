import { brief, bubble } from './message.js';
import { listPeople, showPeople } from './people.js';
import { element, icon } from './text.js';
import { currentLanguage, dayOf, setLanguage, word } from './words.js';

const find = id => document.getElementById(id);
const state = { bot: { title: '', username: '' }, people: new Map(), person: null, chat: null, drawn: new Map(), notices: -1, about: null, atEnd: true, entering: false };

async function post(act, body = {}) {
  const files = body instanceof FormData;
  const options = { method: 'POST', body: files ? body : JSON.stringify(body) };
  if (!files) options.headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`people/${state.person.id}/${act}`, options).catch(() => null);
  if (!answer || !answer.ok) notify(word('failed'));
}

const actions = {
  tap(message, button, pressed) {
    if (button.copy) return navigator.clipboard?.writeText(button.copy).then(() => notify(word('copied')));
    pressed.setAttribute('aria-busy', 'true');
    return post('tap', { message: message.id, data: button.data });
  },
  edit(message) { write({ act: 'edit', message: message.id, says: word('editing') }, message.text); },
  reply(message) { write({ act: 'reply', message: message.id, says: `${word('replying')} ${brief(message)}` }, find('text').value); },
  // follow takes what leads back to the bot: a command in a text, or a link t.me/<bot>?start=…
  follow({ command, url }) {
    if (command) return post('say', { text: command });
    if (url.hostname !== 't.me' || url.pathname.slice(1) !== state.bot.username) return false;
    post('start', { text: url.searchParams.get('start') ?? '' });
    return true;
  },
};

export function open(id) {
  const person = state.people.get(id);
  if (!person) return;
  Object.assign(state, { person, chat: null, notices: -1, about: null, atEnd: true, entering: true });
  state.drawn.clear();
  find('messages').replaceChildren();
  find('text').value = '';
  grow();
  find('composer').hidden = true;
  find('app').dataset.open = 'chat';
  drawCommands(false);
  history.replaceState(null, '', `#${id}`);
  drawPeople();
  load();
}

function close() {
  find('app').dataset.open = 'list';
  document.querySelector('#people [aria-current]')?.focus();
}

let loading = null;

// load fetches the open chat; a change during the fetch makes it fetch once more.
async function load() {
  if (loading) {
    loading.again = true;
    return;
  }
  const mine = loading = { again: false };
  const person = state.person;
  const chat = await fetch(`people/${person.id}/chat`).then(answer => answer.json()).catch(() => null);
  loading = null;
  if (chat && person === state.person) drawChat(chat);
  if (mine.again || person !== state.person) load();
}

function drawChat(chat) {
  state.chat = chat;
  drawMessages(chat.messages);
  drawFrame();
  drawFoot();
  if (state.atEnd) scrollToEnd();
  if (state.entering) enter();
  showNotices(chat.notices);
  if (state.person.unread > 0) {
    state.person.unread = 0;
    post('read');
    drawPeople();
  }
}

// enter moves the focus into the chat that was opened: to where one writes, unless a keyboard would cover the chat.
function enter() {
  state.entering = false;
  const roomy = matchMedia('(min-width: 761px) and (not (pointer: coarse))').matches;
  const place = find('start').hidden ? (roomy ? 'text' : 'scroll') : 'start';
  find(place).focus({ preventScroll: true });
}

function scrollToEnd() { find('scroll').scrollTop = find('scroll').scrollHeight; }

// grouped puts the messages of one album together: they are one bubble, at the place of the first.
function grouped(messages) {
  const groups = new Map();
  for (const message of messages) {
    const key = message.album ?? message.id;
    if (groups.has(key)) groups.get(key).push(message);
    else groups.set(key, [message]);
  }
  return [...groups.values()];
}

// drawMessages touches only what changed, so that a screen reader hears news and nothing else.
function drawMessages(messages) {
  const list = find('messages');
  const groups = grouped(messages);
  const wanted = new Map(groups.map(group => [group[0].id, JSON.stringify(group)]));
  for (const [id, drawn] of state.drawn) {
    if (wanted.has(id)) continue;
    drawn.item.remove();
    state.drawn.delete(id);
  }
  for (const group of groups) {
    const [{ id }] = group;
    const drawn = state.drawn.get(id);
    drawn?.item.querySelectorAll('[aria-busy]').forEach(button => button.removeAttribute('aria-busy'));
    if (drawn?.text === wanted.get(id)) continue;
    const item = bubble(group, state.person, actions);
    if (drawn) drawn.item.replaceWith(item);
    else list.append(item);
    state.drawn.set(id, { item, text: wanted.get(id) });
  }
  markDays(list, groups.map(group => group[0]));
}

function markDays(list, messages) {
  list.querySelectorAll('.day').forEach(day => day.remove());
  let last = '';
  for (const message of messages) {
    const day = dayOf(new Date(message.date));
    if (day !== last) state.drawn.get(message.id).item.before(element('li', { class: 'day', 'aria-hidden': 'true' }, element('span', {}, day)));
    last = day;
  }
}

function drawFrame() {
  const { chat, person, bot } = state;
  find('phone').hidden = !person;
  find('nobody').hidden = Boolean(person);
  find('nobody').textContent = word('nobody');
  if (!person) return;
  find('bot-name').textContent = bot.title;
  find('as-person').textContent = `${word('as')} ${person.name}${person.note ? ` · ${person.note}` : ''}`;
  find('back').setAttribute('aria-label', word('back'));
  find('scroll').setAttribute('aria-label', word('history'));
  find('block').textContent = word(chat?.blocked ? 'unblock' : 'block');
  find('block').hidden = !chat?.started;
  const welcome = find('welcome');
  welcome.hidden = !chat || chat.started || !chat.description;
  welcome.replaceChildren(element('strong', {}, word('what')), element('span', {}, chat?.description ?? ''));
}

function drawFoot() {
  const { chat, about } = state;
  const idle = !chat || !chat.started || chat.blocked;
  find('start').hidden = !chat || !idle;
  find('start').textContent = word(chat?.blocked ? 'restart' : 'start');
  find('composer').hidden = idle;
  find('about').hidden = !about;
  find('about').firstElementChild.textContent = about?.says ?? '';
  find('stop-about').textContent = word('cancel');
  const text = find('text');
  text.placeholder = chat?.keyboard?.placeholder || word('text');
  text.setAttribute('aria-label', word('text'));
  find('send').setAttribute('aria-label', word('send'));
  find('files').setAttribute('aria-label', word('attach'));
  find('commands-button').setAttribute('aria-label', word('commands'));
  find('commands-button').hidden = !chat?.commands?.length;
  if (idle) drawCommands(false);
  drawKeyboard(idle ? null : chat.keyboard);
}

// drawKeyboard leaves a keyboard that is there alone: a key may be pressed, or have the focus.
function drawKeyboard(keyboard) {
  const place = find('keyboard');
  const wanted = JSON.stringify([keyboard, currentLanguage()]);
  if (place.dataset.drawn === wanted) return;
  place.dataset.drawn = wanted;
  place.hidden = !keyboard;
  place.setAttribute('aria-label', word('keys'));
  place.replaceChildren(...(keyboard?.keys ?? []).map(row => element('div', { class: 'row' }, ...row.map(key =>
    element('button', {
      type: 'button', class: 'key', title: key.requestContact ? word('shareContact') : undefined,
      onclick: () => { state.atEnd = true; post('key', { label: key.text }); },
    }, key.requestContact ? icon('phone') : null, key.text)))));
}

function drawCommands(show) {
  const list = find('commands');
  list.hidden = !show;
  find('commands-button').setAttribute('aria-expanded', String(show));
  list.replaceChildren(...(state.chat?.commands ?? []).map(({ command, description }) => element('li', {},
    element('button', { type: 'button', onclick: () => { drawCommands(false); post('say', { text: `/${command}` }); } },
      element('strong', {}, `/${command}`), element('span', {}, description)))));
  if (show) list.querySelector('button')?.focus();
}

let hideNotice = 0;

function notify(text) {
  find('notice').textContent = text;
  clearTimeout(hideNotice);
  hideNotice = setTimeout(() => { find('notice').textContent = ''; }, 4000);
}

// showNotices shows what answered taps said since the chat was opened.
function showNotices(notices) {
  if (state.notices >= 0) {
    for (const notice of notices.slice(state.notices)) {
      if (notice.alert) showAlert(notice.text);
      else notify(notice.text);
    }
  }
  state.notices = notices.length;
}

function showAlert(text) {
  const dialog = find('alert');
  dialog.querySelector('p').textContent = text;
  dialog.querySelector('button').textContent = word('ok');
  if (!dialog.open) dialog.showModal();
}

function drawPeople() { showPeople(state, open); }

function drawAll() {
  document.documentElement.lang = currentLanguage();
  document.title = state.bot.title || 'Thi Đua';
  document.querySelectorAll('[data-language]').forEach(button =>
    button.setAttribute('aria-pressed', String(button.dataset.language === currentLanguage())));
  find('people-title').textContent = word('people');
  find('people-hint').textContent = word('hint');
  find('search').placeholder = word('search');
  document.querySelectorAll('[data-word]').forEach(place => { place.textContent = word(place.dataset.word); });
  drawPeople();
  drawFrame();
  if (!state.chat) return;
  state.drawn.clear();
  find('messages').replaceChildren();
  drawChat(state.chat);
}

function grow() {
  const text = find('text');
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
}

// write lets the next text change a message, or answer it.
function write(about, text) {
  state.about = about;
  find('text').value = text;
  drawFoot();
  grow();
  find('text').focus();
}

function submit(event) {
  event?.preventDefault();
  const text = find('text').value.trim();
  if (!text) return;
  state.atEnd = true;
  drawCommands(false);
  if (state.about) post(state.about.act, { message: state.about.message, text });
  else post('say', { text });
  writeAnew();
  find('text').focus({ preventScroll: true }); // people go on writing
}

function writeAnew() {
  state.about = null;
  find('text').value = '';
  grow();
  drawFoot();
}

async function sendFiles() {
  const chosen = find('files').files;
  if (!chosen.length) return;
  state.atEnd = true;
  const form = new FormData();
  form.append('caption', find('text').value);
  for (const file of [...chosen].slice(0, 10)) form.append('file', file);
  find('files').value = '';
  writeAnew();
  await post('files', form);
}

// stayAtEnd keeps the newest message in view while pictures load and the keyboard opens, unless one scrolled up.
function stayAtEnd() {
  const scroll = find('scroll');
  let top = 0;
  scroll.addEventListener('scroll', () => {
    const near = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
    if (near) state.atEnd = true;
    else if (scroll.scrollTop < top) state.atEnd = false; // content that grows moves nothing up
    top = scroll.scrollTop;
  });
  const observer = new ResizeObserver(() => { if (state.atEnd) scrollToEnd(); });
  observer.observe(scroll);
  observer.observe(find('messages'));
}

function listen() {
  stayAtEnd();
  find('back').addEventListener('click', close);
  find('search').addEventListener('input', drawPeople);
  find('composer').addEventListener('submit', submit);
  find('text').addEventListener('input', grow);
  find('text').addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    if (event.key === 'Escape' && state.about) writeAnew();
  });
  find('text').addEventListener('keypress', event => {
    if (event.key === 'Enter' && !event.shiftKey) event.preventDefault(); // some keyboards type it after all
  });
  find('stop-about').addEventListener('click', writeAnew);
  find('files').addEventListener('change', sendFiles);
  find('start').addEventListener('click', () => post('start'));
  find('block').addEventListener('click', () => post('block', { blocked: !state.chat.blocked }));
  find('commands-button').addEventListener('click', () => drawCommands(find('commands').hidden));
  find('commands').addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    drawCommands(false);
    find('commands-button').focus();
  });
  document.querySelectorAll('[data-language]').forEach(button => button.addEventListener('click', () => {
    setLanguage(button.dataset.language);
    drawAll();
  }));
}

function follow() {
  const events = new EventSource('people/events');
  events.addEventListener('open', () => { find('offline').hidden = true; });
  events.addEventListener('error', () => {
    find('offline').hidden = false;
    find('offline').textContent = word('offline');
  });
  events.addEventListener('message', event => {
    for (const line of JSON.parse(event.data)) {
      const known = state.people.get(line.id);
      if (known) Object.assign(known, line);
      else state.people.set(line.id, line);
      if (state.person?.id === line.id && state.chat?.version !== line.version) load();
    }
    drawPeople();
  });
}

state.bot = await listPeople(state.people);
listen();
drawAll();
follow();
open(Number(location.hash.slice(1)));
