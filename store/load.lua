-- KEYS: record, claim. ARGV: id, then keys.
-- Returns whether the id is claimed, the values of the keys, then the keys that those need and their values.
local claimed = ARGV[1] ~= '' and redis.call('HEXISTS', KEYS[2], ARGV[1]) or 0
local found = values(KEYS[1], ARGV, 2)

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
return {claimed, found, needs, values(KEYS[1], needs, 1)}
