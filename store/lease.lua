-- KEYS: lease. ARGV: name, owner, now, until. Returns whether the owner has it.
local name, owner, now, until_ = unpack(ARGV)
local held = redis.call('HGET', KEYS[1], name)
if held then
  local last, by = string.match(held, '^(%-?%d+) (.*)$')
  local length = tonumber(until_) - tonumber(now)
  local believed = length <= 0 or tonumber(last) <= tonumber(until_) + length -- otherwise its owner's clock was wrong
  if by ~= owner and tonumber(last) > tonumber(now) and believed then return 0 end
end
redis.call('HSET', KEYS[1], name, until_ .. ' ' .. owner)
return 1
