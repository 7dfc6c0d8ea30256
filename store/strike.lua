-- KEYS: outbox, queue, replies, then the turns: replies free and waiting, bulk free and waiting; then meta, record, keys,
-- since, fence, saved, savedKeys.
-- ARGV: for each receipt its chat, seq in 19 digits, the time of a retry or nothing, key of a note or nothing, packed.
local outbox, queue, replies = unpack(KEYS, 1, 3)

-- The turn in which a message stands, if it is its chat's head.
local function turn(message)
  for i = 4, 7 do
    if redis.call('ZSCORE', KEYS[i], message) then return i end
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
  redis.call('HINCRBY', KEYS[8], 'rev', 1)
  redis.call('HSET', KEYS[9], key, redis.call('HGET', KEYS[8], 'rev') .. packed)
  redis.call('ZADD', KEYS[10], 0, key)
end

for i = 1, #ARGV, 5 do
  local chat, seq, retry, key, packed = unpack(ARGV, i, i + 4)
  local message = seq .. ':' .. chat
  local at = turn(message)
  if at then
    redis.call('ZREM', KEYS[at], message)
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
