-- A sliding window of segments, shared by every sender on every machine; Redis's clock is the only one.
-- Each token is a member whose score is the moment (microseconds) at which it is free again: while its call
-- runs, that is the end of its hold; once the call has returned, one second after that. So two messages that
-- reach the provider within any one second always hold their tokens together.
-- KEYS[1] window. ARGV: limit, wanted, least, hold, nonce, number returned unused, those tokens, then for each
-- finished call its token and how long ago (microseconds) it returned.
-- Answers {granted, microseconds until a token is free}.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local limit, wanted, least = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local unused = tonumber(ARGV[6])
for i = 7, 6 + unused do
  redis.call('ZREM', KEYS[1], ARGV[i])
end
for i = 7 + unused, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], 'XX', string.format('%.0f', now + 1000000 - tonumber(ARGV[i + 1])), ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
local granted = math.min(wanted, limit - redis.call('ZCARD', KEYS[1]))
if granted < least or granted <= 0 then
  local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
  return {0, first[2] and tonumber(first[2]) - now or 0}
end
local free = string.format('%.0f', now + tonumber(ARGV[4]))
for i = 1, granted do
  redis.call('ZADD', KEYS[1], free, ARGV[5] .. ':' .. i)
end
redis.call('PEXPIRE', KEYS[1], math.ceil(tonumber(ARGV[4]) / 1000) + 1000)
return {granted, 0}
