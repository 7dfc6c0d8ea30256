-- KEYS: outbox, then the turns: replies free and waiting, bulk free and waiting. ARGV: now, until, limit.
-- Returns pairs of seq:chat and what the outbox holds for it.
local outbox, now, until_, room = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3])
local out = {}

local function add(candidates, key, found)
  for i = 1, #found, 2 do
    candidates[#candidates + 1] = {message = found[i], at = tonumber(found[i + 1]), key = key}
  end
end

for class = 2, 4, 2 do
  if room <= 0 then break end
  local free, waiting, candidates = KEYS[class], KEYS[class + 1], {}
  add(candidates, free, redis.call('ZRANGE', free, 0, room - 1, 'WITHSCORES'))
  add(candidates, waiting, redis.call('ZRANGEBYSCORE', waiting, '-inf', now, 'WITHSCORES', 'LIMIT', 0, room))
  table.sort(candidates, function(a, b)
    if a.at ~= b.at then return a.at < b.at end
    return a.message < b.message
  end)
  for i = 1, math.min(room, #candidates) do
    local message = candidates[i].message
    if candidates[i].key == free then redis.call('ZREM', free, message) end
    redis.call('ZADD', waiting, until_, message)
    out[#out + 1] = message
    out[#out + 1] = redis.call('HGET', outbox, message)
  end
  room = room - math.min(room, #candidates)
end
return out
