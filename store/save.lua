-- Stands before the scripts that write over records: while a dump runs, a record of its instant is saved before it goes,
-- unless the dump has it already.
local instant, after -- of the dump; false where none runs, nothing before that was looked up
local function save(record, keys, fence, saved, savedKeys, going)
  if #going == 0 or instant == false then return end
  if instant == nil then
    instant, after = unpack(redis.call('HMGET', fence, 'rev', 'after'))
    if not instant then return end
  end
  for _, key in ipairs(going) do
    local value = redis.call('HGET', record, key)
    if value and tonumber(string.match(value, '^%d+')) <= tonumber(instant)
      and redis.call('ZLEXCOUNT', keys, after == '' and '-' or '(' .. after, '[' .. key) > 0 then
      redis.call('HSET', saved, key, value)
      redis.call('ZADD', savedKeys, 0, key)
    end
  end
  local left = redis.call('PTTL', fence)
  redis.call('PEXPIRE', saved, left)
  redis.call('PEXPIRE', savedKeys, left)
end

