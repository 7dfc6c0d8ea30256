-- KEYS: outbox, queue, replies, then the turns: replies free and waiting, bulk free and waiting.
-- ARGV: triples of chat, seq in 19 digits, and the time of a retry or nothing.
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
end

local function advance(chat)
  local head = redis.call('ZRANGEBYLEX', queue, '[' .. chat .. ':', '(' .. chat .. ';', 'LIMIT', 0, 1)[1]
  if not head then return end
  local message = string.sub(head, -19) .. ':' .. chat
  local waiting, at = string.match(redis.call('HGET', outbox, message), '^%d (%d) (%-?%d+) ')
  local class = redis.call('HEXISTS', replies, chat) == 1 and 4 or 6
  redis.call('ZADD', KEYS[class + waiting], at, message)
end

for i = 1, #ARGV, 3 do
  local chat, seq, retry = unpack(ARGV, i, i + 2)
  local message = seq .. ':' .. chat
  local at = turn(message)
  if at then
    redis.call('ZREM', KEYS[at], message)
    if retry ~= '' then
      redis.call('ZADD', KEYS[at < 6 and 5 or 7], retry, message)
    else
      remove(chat, seq, message)
      advance(chat)
    end
  end
end
return redis.status_reply('OK')
