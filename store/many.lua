-- Stands before the scripts that give a command many arguments, of which a call takes some 8000 at most.
local most = 1000

local function call(command, key, arguments)
  for i = 1, #arguments, most do
    redis.call(command, key, unpack(arguments, i, math.min(i + most - 1, #arguments)))
  end
end

-- The values of a hash's fields, from one of them on; false where there is none.
local function values(hash, fields, from)
  local out = {}
  for i = from, #fields, most do
    for n, value in ipairs(redis.call('HMGET', hash, unpack(fields, i, math.min(i + most - 1, #fields)))) do
      out[i - from + n] = value
    end
  end
  return out
end
