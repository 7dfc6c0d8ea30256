-- KEYS: outbox, queue, replies, then the turns: replies free and waiting, bulk free and waiting; then meta, record, keys,
-- since, fence, saved, savedKeys.
-- ARGV: for each receipt its chat, seq in 19 digits, the time of a retry or nothing, key of a note or nothing, packed.
-- Receipts that come together cost little more than one: what they read is read at once, and so is written what they write.
local outbox, queue, replies = unpack(KEYS, 1, 3)

-- Takes a message out of the turn in which it stands, if it is its chat's head; the likeliest first.
local turns = {5, 7, 4, 6}
local function leave(message)
  for _, at in ipairs(turns) do
    if redis.call('ZREM', KEYS[at], message) == 1 then return at end
  end
end

local gone, queued, chats, notes, noted = {}, {}, {}, {}, {}
local function remove(chat, seq, message)
  if string.sub(redis.call('HGET', outbox, message), 1, 1) == '0' and redis.call('HINCRBY', replies, chat, -1) == 0 then
    redis.call('HDEL', replies, chat)
  end
  gone[#gone + 1] = message
  queued[#queued + 1] = chat .. ':' .. seq
  chats[#chats + 1] = chat
  chats[chat] = true
end

local function advance(chat)
  local head = redis.call('ZRANGEBYLEX', queue, '[' .. chat .. ':', '(' .. chat .. ';', 'LIMIT', 0, 1)[1]
  if not head then return end
  local message = string.sub(head, -19) .. ':' .. chat
  local waiting, at = string.match(redis.call('HGET', outbox, message), '^%d (%d) (%-?%d+) ')
  local class = redis.call('HEXISTS', replies, chat) == 1 and 4 or 6
  redis.call('ZADD', KEYS[class + waiting], at, message)
end

local function note(key, packed)
  if key == '' then return end
  if not notes[key] then noted[#noted + 1] = key end
  notes[key] = packed
end

-- Each note gets a revision of its own.
local function write()
  if #noted == 0 then return end
  save(KEYS[9], KEYS[10], KEYS[12], KEYS[13], KEYS[14], noted)
  local rev = redis.call('HINCRBY', KEYS[8], 'rev', #noted)
  local fields, members = {}, {}
  for i, key in ipairs(noted) do
    fields[2 * i - 1], fields[2 * i] = key, string.format('%.0f', rev - #noted + i) .. notes[key]
    members[2 * i - 1], members[2 * i] = '0', key
  end
  local known = redis.call('HLEN', KEYS[9])
  call('HSET', KEYS[9], fields)
  if redis.call('HLEN', KEYS[9]) > known then call('ZADD', KEYS[10], members) end
end

-- Writes what was found; then the next message of each chat is its head.
local function settle()
  call('HDEL', outbox, gone)
  call('ZREM', queue, queued)
  call('ZREM', KEYS[11], gone)
  write()
  for _, chat in ipairs(chats) do advance(chat) end
  gone, queued, chats, notes, noted = {}, {}, {}, {}, {}
end

for i = 1, #ARGV, 5 do
  local chat, seq, retry, key, packed = unpack(ARGV, i, i + 4)
  if chats[chat] then settle() end
  local message = seq .. ':' .. chat
  local at = leave(message)
  if at and retry ~= '' then
    redis.call('ZADD', KEYS[at < 6 and 5 or 7], retry, message)
  elseif at then
    remove(chat, seq, message)
    note(key, packed)
  end
end
settle()
return {}
