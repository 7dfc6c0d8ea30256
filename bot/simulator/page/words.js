// The page's own words. What the bot and people say is never translated.
const words = {
  vi: {
    people: 'Chọn một người', hint: 'rồi nhắn với bot như trên điện thoại của người đó.', search: 'Tìm tên, đơn vị',
    nobody: 'Chọn một người trong danh sách để mở điện thoại của người đó.', as: 'Bạn đang là', back: 'Về danh sách',
    block: 'Chặn', unblock: 'Bỏ chặn', start: 'BẮT ĐẦU', restart: 'BỎ CHẶN VÀ BẮT ĐẦU LẠI', text: 'Tin nhắn', send: 'Gửi',
    attach: 'Đính kèm ảnh hoặc tệp', commands: 'Các lệnh', edited: 'đã sửa', protected: 'Không chuyển tiếp được',
    unread: n => `${n} tin chưa đọc`, download: 'Tải về', contact: 'Số liên hệ', location: 'Vị trí', voice: 'Tin thoại',
    sticker: 'Nhãn dán', edit: 'Sửa tin này', editing: 'Đang sửa tin đã gửi', reply: 'Trả lời', replying: 'Trả lời:', file: 'Tệp', album: n => `${n} ảnh, tệp`, cancel: 'Thôi', ok: 'Đồng ý', keys: 'Bàn phím trả lời',
    shareContact: 'Gửi số điện thoại của bạn', history: 'Cuộc trò chuyện', me: 'Bạn', bot: 'Bot', today: 'Hôm nay',
    offline: 'Mất kết nối với máy chủ, đang thử lại…', failed: 'Không gửi được.', what: 'Bot này làm được gì?', photo: 'Ảnh', copied: 'Đã chép.',
    none: 'Không có ai khớp.',
  },
  en: {
    people: 'Choose a person', hint: 'then chat with the bot as on that person’s phone.', search: 'Search name or unit',
    nobody: 'Choose a person from the list to open their phone.', as: 'You are', back: 'Back to the list',
    block: 'Block', unblock: 'Unblock', start: 'START', restart: 'UNBLOCK AND RESTART', text: 'Message', send: 'Send',
    attach: 'Attach a photo or file', commands: 'Commands', edited: 'edited', protected: 'Cannot be forwarded',
    unread: n => `${n} unread`, download: 'Download', contact: 'Contact', location: 'Location', voice: 'Voice message',
    sticker: 'Sticker', edit: 'Edit this message', editing: 'Editing a sent message', reply: 'Reply', replying: 'Reply to:', file: 'File', album: n => `${n} photos or files`, cancel: 'Cancel', ok: 'OK', keys: 'Reply keyboard',
    shareContact: 'Share your phone number', history: 'Conversation', me: 'You', bot: 'Bot', today: 'Today',
    offline: 'Connection to the server lost, trying again…', failed: 'Could not be sent.', what: 'What can this bot do?', photo: 'Photo', copied: 'Copied.',
    none: 'Nobody matches.',
  },
};

let language = localStorage.getItem('language') === 'en' ? 'en' : 'vi';

export function currentLanguage() { return language; }

export function setLanguage(next) {
  language = next;
  localStorage.setItem('language', next);
}

export function word(name, ...args) {
  const value = words[language][name];
  return typeof value === 'function' ? value(...args) : value;
}

const timeZone = 'Asia/Ho_Chi_Minh'; // the phones are in Vietnam, wherever the page is read

export function timeOf(date) {
  return date.toLocaleTimeString(language === 'vi' ? 'vi-VN' : 'en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}

export function dayOf(date) {
  const day = when => when.toLocaleDateString(language === 'vi' ? 'vi-VN' : 'en-GB',
    { timeZone, weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric' });
  return day(date) === day(new Date()) ? word('today') : day(date);
}

export function sizeOf(bytes) {
  const units = ['B', 'KB', 'MB', 'GB'];
  let unit = 0;
  for (; bytes >= 1000 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${bytes.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })} ${units[unit]}`;
}

// plain lets a search for "nguyen" find "Nguyễn" and "d" find "đ".
export function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
