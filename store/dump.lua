-- KEYS: record, keys, fence, saved, savedKeys, savedDue. ARGV: owner, the last key that the owner has, keys and bytes at most,
-- milliseconds. Returns 'lost' where the fence is not the owner's any more; otherwise 'more' or 'end', the last key of
-- this page, the keys and values that stand since the instant, the keys and values that commits have saved.
-- What was given is forgotten only with the next call, so that a call whose answer was lost can be made again.
local record, keys, fence, saved, savedKeys = unpack(KEYS, 1, 5)
local owner, after, most, bytes = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
if redis.call('HGET', fence, 'owner') ~= owner then return {'lost'} end
redis.call('HSET', fence, 'after', after)
for i = 3, 6 do redis.call('PEXPIRE', KEYS[i], ARGV[5]) end
local instant = tonumber(redis.call('HGET', fence, 'rev'))

local from = '-'
if after ~= '' then
  from = '(' .. after
  for _, key in ipairs(redis.call('ZRANGEBYLEX', savedKeys, '-', '[' .. after)) do
    redis.call('HDEL', saved, key)
    redis.call('ZREM', savedKeys, key)
  end
end

-- The last key of a page; nothing where the page reaches the end.
local function last(set, hash)
  local sum, found = 0, redis.call('ZRANGEBYLEX', set, from, '+', 'LIMIT', 0, most)
  for i, key in ipairs(found) do
    sum = sum + redis.call('HSTRLEN', hash, key)
    if sum > bytes and i > 1 then return found[i - 1] end
  end
  if #found == most then return found[most] end
end

local function values(hash, wanted)
  local out = {}
  for i, key in ipairs(wanted) do out[i] = redis.call('HGET', hash, key) end
  return out
end

-- Lua would compare keys by the server's locale; a range of a sorted set goes by bytes.
local bound, other = last(keys, record), last(savedKeys, saved)
if other and (not bound or redis.call('ZLEXCOUNT', keys, '[' .. other, '[' .. bound) > 0) then bound = other end
local to = bound and '[' .. bound or '+'
local standing, found = {}, {}
for _, key in ipairs(redis.call('ZRANGEBYLEX', keys, from, to)) do
  local value = redis.call('HGET', record, key)
  if tonumber(string.match(value, '^%d+')) <= instant then
    standing[#standing + 1] = key
    found[#found + 1] = value
  end
end
local old = redis.call('ZRANGEBYLEX', savedKeys, from, to)
return {bound and 'more' or 'end', bound or '', standing, found, old, values(saved, old)}
