-- KEYS: meta, record, keys, claim, claimed, due, outbox, queue, replies, then the turns: replies free and waiting, bulk
-- free and waiting, then since, fence, saved, savedKeys.
-- ARGV: id, token, at, the time before which claims are forgotten, until when messages are lent or nothing, then five lists, each behind its number of elements:
-- records to check (key, revision), due-times to check (key, time), records to write (key, packed), records to delete
-- (key, revision), due-times to set (key, time or nothing), messages (chat, bulk, waiting, at, body).
-- The records to write are the first of those to check, so that the revision tells which of them are new.
-- Everything is checked before the first write, for Redis undoes nothing. Numbers of 64 bits stay strings, but for the two
-- counters, which stay below 2^53.
-- A message is kept as 0 or 1, whether it is bulk, or as 2: a reply lent at once. That one stays at its chat's head, among the
-- replies, until it leaves, and is not counted as one.
-- Returns what became of the commit, its revision, then the number in the list and the seq of each message that is lent.
local meta, record, keys, claim, claimed, due, outbox, queue, replies = unpack(KEYS, 1, 9)
local turns = {['0'] = {['0'] = KEYS[10], ['1'] = KEYS[11]}, ['1'] = {['0'] = KEYS[12], ['1'] = KEYS[13]}}
local id, token, at, oldest, lend = unpack(ARGV, 1, 5)

local position = 5
local function list(width)
  local n = tonumber(ARGV[position + 1])
  local out = {}
  for column = 1, width do
    local values = {}
    for row = 1, n do values[row] = ARGV[position + 1 + (row - 1) * width + column] end
    out[column] = values
  end
  position = position + 1 + n * width
  return out
end

-- A call takes some 8000 arguments at most.
local function call(command, key, arguments)
  for i = 1, #arguments, 1000 do
    redis.call(command, key, unpack(arguments, i, math.min(i + 999, #arguments)))
  end
end

local function count(field) return string.format('%.0f', redis.call('HINCRBY', meta, field, 1)) end

local before = redis.call('HGET', claim, id)
if before then
  redis.call('HSET', claim, id, before) -- a write, so that WAIT covers a commit whose first WAIT failed
  local rev, by = string.match(before, '^(%d+) (.*)$')
  return {by == token and 'done' or 'repeated', rev}
end

local checked = list(2)
for i = 1, #checked[1], 1000 do
  local last = math.min(i + 999, #checked[1])
  for n, value in ipairs(redis.call('HMGET', record, unpack(checked[1], i, last))) do
    if (value and string.match(value, '^%d+') or '0') ~= checked[2][i + n - 1] then return {'conflict', '0'} end
  end
end
local stand = list(2)
for i, key in ipairs(stand[1]) do
  if redis.call('ZSCORE', due, key) ~= stand[2][i] then return {'conflict', '0'} end
end

local rev = count('rev')
redis.call('HSET', claim, id, rev .. ' ' .. token)
redis.call('RPUSH', claimed, at .. ' ' .. id)
-- Twice as many as there are new ones, now and then: their number shrinks after a busy day, and a clock that is wrong for a
-- while forgets only few. What a clock ahead has claimed counts from when that shows.
local every = 8
for _ = 1, rev % every == 0 and 2 * every or 0 do
  local oldAt, oldID = string.match(redis.call('LINDEX', claimed, 0), '^(%-?%d+) (.*)$')
  if tonumber(oldAt) > tonumber(at) then
    redis.call('LPOP', claimed)
    redis.call('RPUSH', claimed, at .. ' ' .. oldID)
  elseif tonumber(oldAt) < tonumber(oldest) then
    redis.call('LPOP', claimed)
    redis.call('HDEL', claim, oldID)
  else
    break
  end
end

local put, fields, members, going = list(2), {}, {}, {}
local deleted = list(1)[1]
for i, key in ipairs(put[1]) do
  fields[2 * i - 1], fields[2 * i] = key, rev .. put[2][i]
  if checked[2][i] == '0' then
    members[#members + 1], members[#members + 2] = '0', key
  else
    going[#going + 1] = key
  end
end
for _, key in ipairs(deleted) do going[#going + 1] = key end
save(record, keys, KEYS[15], KEYS[16], KEYS[17], going)
call('HSET', record, fields)
call('ZADD', keys, members)
call('HDEL', record, deleted)
call('ZREM', keys, deleted)

local set = list(2)
for i, key in ipairs(set[1]) do
  if set[2][i] == '' then
    redis.call('ZREM', due, key)
  else
    redis.call('ZADD', due, set[2][i], key)
  end
end

-- A chat that waits with bulk alone moves among the replies when it gets one.
local function hasten(head)
  for _, waiting in ipairs({'0', '1'}) do
    local score = redis.call('ZSCORE', turns['1'][waiting], head)
    if score then
      redis.call('ZREM', turns['1'][waiting], head)
      redis.call('ZADD', turns['0'][waiting], score, head)
    end
  end
end

local chats, bulks, waitings, times, bodies = unpack(list(5))
local out = {'done', rev}
for i, chat in ipairs(chats) do
  local seq = count('seq')
  local padded = string.rep('0', 19 - #seq) .. seq
  local message = padded .. ':' .. chat
  local head = redis.call('ZRANGEBYLEX', queue, '[' .. chat .. ':', '(' .. chat .. ';', 'LIMIT', 0, 1)[1]
  local lent = not head and lend ~= '' and bulks[i] == '0' and waitings[i] == '0'
  local kind = lent and '2' or bulks[i]
  redis.call('HSET', outbox, message, kind .. ' ' .. waitings[i] .. ' ' .. times[i] .. ' ' .. bodies[i])
  redis.call('ZADD', queue, 0, chat .. ':' .. padded)
  redis.call('ZADD', KEYS[14], times[i], message)
  if kind == '0' then redis.call('HINCRBY', replies, chat, 1) end
  if lent then
    redis.call('ZADD', turns['0']['1'], lend, message)
    out[#out + 1] = tostring(i)
    out[#out + 1] = seq
  elseif not head then
    redis.call('ZADD', turns[bulks[i]][waitings[i]], times[i], message)
  elseif kind == '0' then
    hasten(string.sub(head, -19) .. ':' .. chat)
  end
end
return out
