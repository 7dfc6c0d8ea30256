-- KEYS: lease. ARGV: name, owner, now, until. Returns whether the owner has it.
local name, owner, now, until_ = unpack(ARGV)
local held = redis.call('HGET', KEYS[1], name)
if held then
  local last, by = string.match(held, '^(%-?%d+) (.*)$')
  if by ~= owner and tonumber(last) > tonumber(now) then return 0 end
end
redis.call('HSET', KEYS[1], name, until_ .. ' ' .. owner)
return 1
