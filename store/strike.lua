-- KEYS: outbox, queue, replies, then the turns: replies free and waiting, bulk free and waiting; then meta, record, keys,
-- since, fence, saved, savedKeys.
-- ARGV: for each receipt its chat, seq in 19 digits, the time of a retry or nothing, key of a note or nothing, packed.
local outbox, queue, replies = unpack(KEYS, 1, 3)

-- Takes a message out of the turn in which it stands, if it is its chat's head; the likeliest first.
local turns = {5, 7, 4, 6}
local function leave(message)
  for _, at in ipairs(turns) do
    if redis.call('ZREM', KEYS[at], message) == 1 then return at end
  end
end

local function remove(chat, seq, message)
  if string.sub(redis.call('HGET', outbox, message), 1, 1) == '0' and redis.call('HINCRBY', replies, chat, -1) == 0 then
    redis.call('HDEL', replies, chat)
  end
  redis.call('HDEL', outbox, message)
  redis.call('ZREM', queue, chat .. ':' .. seq)
  redis.call('ZREM', KEYS[11], message)
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
  save(KEYS[9], KEYS[10], KEYS[12], KEYS[13], KEYS[14], {key})
  local rev = string.format('%.0f', redis.call('HINCRBY', KEYS[8], 'rev', 1))
  if redis.call('HSET', KEYS[9], key, rev .. packed) == 1 then redis.call('ZADD', KEYS[10], 0, key) end
end

for i = 1, #ARGV, 5 do
  local chat, seq, retry, key, packed = unpack(ARGV, i, i + 4)
  local message = seq .. ':' .. chat
  local at = leave(message)
  if at then
    if retry ~= '' then
      redis.call('ZADD', KEYS[at < 6 and 5 or 7], retry, message)
    else
      remove(chat, seq, message)
      note(key, packed)
      advance(chat)
    end
  end
end
return redis.status_reply('OK')
