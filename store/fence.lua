-- KEYS: meta, due, fence, saved, savedKeys, savedDue. ARGV: owner, milliseconds. Fixes the instant that a dump shows: from
-- now on commits save the records of that instant before they write over them (commit.lua). Returns whether the fence is
-- the owner's, and the revision of the newest commit. A fence that is not prolonged goes by itself, with all it saved.
local meta, due, fence, saved, savedKeys, savedDue = unpack(KEYS)
local held = redis.call('HGET', fence, 'owner')
if held and held ~= ARGV[1] then return {'held', '0'} end
if not held then
  redis.call('UNLINK', saved, savedKeys, savedDue)
  redis.call('HSET', fence, 'owner', ARGV[1], 'rev', redis.call('HGET', meta, 'rev') or '0', 'after', '')
  redis.call('COPY', due, savedDue)
end
for i = 3, 6 do redis.call('PEXPIRE', KEYS[i], ARGV[2]) end
return {'done', redis.call('HGET', fence, 'rev')}
