-- KEYS: what is staged (id, record, keys, due), meta, record, keys, due, outbox, then all else that goes.
-- ARGV: id, number of records staged, of due-times staged, revision, whether to replace. Puts what is staged in the place
-- of what there is. The client may repeat this when the answer was lost.
local id, records, dues, rev, replace = unpack(ARGV)
local meta, outbox = KEYS[5], KEYS[9]
if redis.call('GET', KEYS[1]) ~= id then
  return redis.call('HGET', meta, 'filled') == id and 'done' or 'lost'
end
if redis.call('HLEN', KEYS[2]) ~= tonumber(records) or redis.call('ZCARD', KEYS[3]) ~= tonumber(records)
  or redis.call('ZCARD', KEYS[4]) ~= tonumber(dues) then return 'lost' end
if replace ~= '1' and redis.call('EXISTS', KEYS[7], KEYS[8], outbox) > 0 then return 'occupied' end
for i = 6, #KEYS do redis.call('UNLINK', KEYS[i]) end
for i = 2, 4 do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    redis.call('PERSIST', KEYS[i])
    redis.call('RENAME', KEYS[i], KEYS[i + 4])
  end
end
redis.call('UNLINK', KEYS[1])
if tonumber(rev) > tonumber(redis.call('HGET', meta, 'rev') or '0') then redis.call('HSET', meta, 'rev', rev) end
redis.call('HSET', meta, 'filled', id)
return 'done'
