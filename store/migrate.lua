-- KEYS: meta, outbox, since. ARGV: the schema that the program knows. Returns the schema that the store has then.
local found = redis.call('HGET', KEYS[1], 'schema')
if found and tonumber(found) >= tonumber(ARGV[1]) then return tonumber(found) end
if found == '1' then -- schema 2 knows since when each message waits
  local cursor = '0'
  repeat
    local page = redis.call('HSCAN', KEYS[2], cursor, 'COUNT', 1000)
    cursor = page[1]
    for i = 1, #page[2], 2 do
      redis.call('ZADD', KEYS[3], string.match(page[2][i + 1], '^%d %d (%-?%d+) '), page[2][i])
    end
  until cursor == '0'
end
redis.call('HSET', KEYS[1], 'schema', ARGV[1])
return tonumber(ARGV[1])
