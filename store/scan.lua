-- KEYS: record, keys. ARGV: lower and upper bound, limit, 1 to read from the upper one down. Returns keys and their values.
local keys
if ARGV[4] == '1' then
  keys = redis.call('ZREVRANGEBYLEX', KEYS[2], ARGV[2], ARGV[1], 'LIMIT', 0, ARGV[3])
else
  keys = redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])
end
local found = {}
for i = 1, #keys, 1000 do
  for _, value in ipairs(redis.call('HMGET', KEYS[1], unpack(keys, i, math.min(i + 999, #keys)))) do
    found[#found + 1] = value
  end
end
return {keys, found}
