-- KEYS: meta, record, keys, claim, claimed, due, outbox, queue, replies, then the turns: replies free and waiting, bulk
-- free and waiting, then since, fence, saved, savedKeys.
-- ARGV: changes one behind the other, each of them: id, token, at, the time before which claims are forgotten, until when
-- messages are lent or nothing, then five lists, each behind its number of elements: records to check (key, revision),
-- due-times to check (key, time), records to write (key, packed), records to delete (key), due-times to set (key, time or
-- nothing), messages (chat, bulk, waiting, at, body).
-- The records to write are the first of those to check, so that the revision tells which of them are new.
-- Everything is checked before the first write, for Redis undoes nothing. Numbers of 64 bits stay strings, but for the two
-- counters, which stay below 2^53.
-- Changes that come together cost little more than one: what they read is read at once, and so is written what they write.
-- One that checks what an earlier one of the same call writes is in conflict with it.
-- A message is kept as 0 or 1, whether it is bulk, or as 2: a reply lent at once. That one stays at its chat's head, among the
-- replies, until it leaves, and is not counted as one.
-- Returns for each change what became of it, its revision, then the number in the list and the seq of each message that is lent.
local meta, record, keys, claim, claimed, due, outbox, queue, replies = unpack(KEYS, 1, 9)
local turns = {['0'] = {['0'] = KEYS[10], ['1'] = KEYS[11]}, ['1'] = {['0'] = KEYS[12], ['1'] = KEYS[13]}}

-- Where the elements of a list stand: the first, and the last value of the last.
local position = 1
local function list(width)
  local first = position + 1
  position = first + tonumber(ARGV[position]) * width
  return {first, position - 1}
end

local changes, ids, wanted = {}, {}, {}
while position <= #ARGV do
  local c = {at = position, looked = #wanted}
  ids[#ids + 1] = ARGV[position]
  position = position + 5
  c.checks, c.stands, c.puts, c.deletes, c.dues, c.messages = list(2), list(2), list(2), list(1), list(2), list(5)
  for i = c.checks[1], c.checks[2], 2 do wanted[#wanted + 1] = ARGV[i] end
  changes[#changes + 1] = c
end
local committed, found = values(claim, ids, 1), values(record, wanted, 1)

-- What the changes before have written.
local written, moved, taken = {}, {}, {}

local function stands(c)
  local at = c.looked
  for i = c.checks[1], c.checks[2], 2 do
    at = at + 1
    local value = found[at]
    if written[ARGV[i]] or (value and string.match(value, '^%d+') or '0') ~= ARGV[i + 1] then return false end
  end
  for i = c.stands[1], c.stands[2], 2 do
    if moved[ARGV[i]] or redis.call('ZSCORE', due, ARGV[i]) ~= ARGV[i + 1] then return false end
  end
  return true
end

local rev, seq = unpack(redis.call('HMGET', meta, 'rev', 'seq'))
local before
rev, seq = tonumber(rev or '0'), tonumber(seq or '0')
before = rev
local claims, log = {}, {}
local fields, members, gone, going = {}, {}, {}, {}
local set = {}

local function write(c)
  local first = c.checks[1]
  for i = c.puts[1], c.puts[2], 2 do
    local key = ARGV[i]
    fields[#fields + 1] = key
    fields[#fields + 1] = c.rev .. ARGV[i + 1]
    if ARGV[first + i - c.puts[1] + 1] == '0' then
      members[#members + 1] = '0'
      members[#members + 1] = key
    else
      going[#going + 1] = key
    end
    written[key] = true
  end
  for i = c.deletes[1], c.deletes[2] do
    gone[#gone + 1] = ARGV[i]
    going[#going + 1] = ARGV[i]
    written[ARGV[i]] = true
  end
  for i = c.dues[1], c.dues[2], 2 do
    set[#set + 1] = i
    moved[ARGV[i]] = true
  end
end

local out = {}
for n, c in ipairs(changes) do
  local id, token = ARGV[c.at], ARGV[c.at + 1]
  local earlier = committed[n] or taken[id]
  if earlier then
    local at, by = string.match(earlier, '^(%d+) (.*)$')
    out[n] = {by == token and 'done' or 'repeated', at}
    claims[#claims + 1] = id -- a write, so that WAIT covers a commit whose first WAIT failed
    claims[#claims + 1] = earlier
  elseif not stands(c) then
    out[n] = {'conflict', '0'}
  else
    rev = rev + 1
    c.rev = string.format('%.0f', rev)
    taken[id] = c.rev .. ' ' .. token
    out[n] = {'done', c.rev}
    claims[#claims + 1] = id
    claims[#claims + 1] = taken[id]
    log[#log + 1] = ARGV[c.at + 2] .. ' ' .. id
    write(c)
  end
end

-- Twice as many as there are new ones, now and then: their number shrinks after a busy day, and a clock that is wrong for a
-- while forgets only few. What a clock ahead has claimed counts from when that shows.
local every = 8
local function forget(at, oldest)
  for _ = 1, 2 * every * (math.floor(rev / every) - math.floor(before / every)) do
    local oldAt, oldID = string.match(redis.call('LINDEX', claimed, 0), '^(%-?%d+) (.*)$')
    if tonumber(oldAt) > tonumber(at) then
      redis.call('LPOP', claimed)
      redis.call('RPUSH', claimed, at .. ' ' .. oldID)
    elseif tonumber(oldAt) < tonumber(oldest) then
      redis.call('LPOP', claimed)
      redis.call('HDEL', claim, oldID)
    else
      return
    end
  end
end

call('HSET', claim, claims)
if rev > before then
  call('RPUSH', claimed, log)
  forget(ARGV[3], ARGV[4])
  save(record, keys, KEYS[15], KEYS[16], KEYS[17], going)
  call('HSET', record, fields)
  call('ZADD', keys, members)
  call('HDEL', record, gone)
  call('ZREM', keys, gone)
end
for _, i in ipairs(set) do
  if ARGV[i + 1] == '' then
    redis.call('ZREM', due, ARGV[i])
  else
    redis.call('ZADD', due, ARGV[i + 1], ARGV[i])
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

local heads = {}
local function head(chat)
  if not heads[chat] then
    heads[chat] = redis.call('ZRANGEBYLEX', queue, '[' .. chat .. ':', '(' .. chat .. ';', 'LIMIT', 0, 1)[1]
  end
  return heads[chat]
end

local bodies, queued, since, lent = {}, {}, {}, {}
local function send(c, i, told)
  local chat, bulk, waiting, at = unpack(ARGV, i, i + 3)
  local lend = ARGV[c.at + 4]
  seq = seq + 1
  local number = string.format('%.0f', seq)
  local padded = string.rep('0', 19 - #number) .. number
  local message, first = padded .. ':' .. chat, head(chat)
  local lends = not first and lend ~= '' and bulk == '0' and waiting == '0'
  local kind, n = lends and '2' or bulk, #bodies
  bodies[n + 1], bodies[n + 2] = message, kind .. ' ' .. waiting .. ' ' .. at .. ' ' .. ARGV[i + 4]
  queued[n + 1], queued[n + 2] = '0', chat .. ':' .. padded
  since[n + 1], since[n + 2] = at, message
  heads[chat] = first or queued[n + 2]
  if kind == '0' then redis.call('HINCRBY', replies, chat, 1) end
  if lends then
    lent[#lent + 1] = lend
    lent[#lent + 1] = message
    told[#told + 1] = string.format('%.0f', (i - c.messages[1]) / 5 + 1)
    told[#told + 1] = number
  elseif not first then
    redis.call('ZADD', turns[bulk][waiting], at, message)
  elseif kind == '0' then
    hasten(string.sub(first, -19) .. ':' .. chat)
  end
end

for n, c in ipairs(changes) do
  if c.rev then
    for i = c.messages[1], c.messages[2], 5 do send(c, i, out[n]) end
  end
end
call('HSET', outbox, bodies)
call('ZADD', queue, queued)
call('ZADD', KEYS[14], since)
call('ZADD', turns['0']['1'], lent)
if rev > before then redis.call('HSET', meta, 'rev', string.format('%.0f', rev), 'seq', string.format('%.0f', seq)) end
return out
