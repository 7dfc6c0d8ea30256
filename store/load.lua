-- KEYS: record, claim. ARGV: id, then keys.
-- Returns whether the id is claimed, the values of the keys, then the keys that those need and their values.
local function values(keys, from)
  local out = {}
  for i = from, #keys, 1000 do
    local last = math.min(i + 999, #keys)
    for n, value in ipairs(redis.call('HMGET', KEYS[1], unpack(keys, i, last))) do
      out[i - from + n] = value
    end
  end
  return out
end

local claimed = ARGV[1] ~= '' and redis.call('HEXISTS', KEYS[2], ARGV[1]) or 0
local found = values(ARGV, 2)

local needs, seen = {}, {}
for i = 2, #ARGV do seen[ARGV[i]] = true end
for _, value in ipairs(found) do
  if value then
    local lengths, at = string.match(value, '^%d+([ %d]*)\n()')
    for length in string.gmatch(lengths, '%d+') do
      local key = string.sub(value, at, at + length - 1)
      at = at + length
      if not seen[key] then
        seen[key] = true
        needs[#needs + 1] = key
      end
    end
  end
end
return {claimed, found, needs, values(needs, 1)}
