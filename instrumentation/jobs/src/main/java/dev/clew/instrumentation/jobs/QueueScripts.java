package dev.clew.instrumentation.jobs;

/// What the queue does in Redis in one go.
///
/// A job that was claimed is known by its id and the number of attempts made before: giving it back
/// raises that number, so that a worker which took too long cannot end another's attempt.
final class QueueScripts {
  /// Writes a job, instead of an older one with its id. Returns nothing.
  ///
  /// KEYS: job, pending, claimed. ARGV: id, priority, then the fields and their values in turn.
  static final String SUBMIT =
      """
      redis.call('DEL', KEYS[1])
      for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
      redis.call('ZREM', KEYS[3], ARGV[1])
      redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
      return {}
      """;

  /// Pops the first job and notes who has it. Returns its id, its score and its hash, flat; nothing
  /// where no job is pending.
  ///
  /// KEYS: pending, claimed. ARGV: key prefix, worker, now.
  static final String CLAIM =
      """
      local popped = redis.call('ZPOPMAX', KEYS[1])
      if #popped == 0 then return {} end
      local key = ARGV[1] .. popped[1]
      redis.call('ZADD', KEYS[2], ARGV[3], popped[1])
      local made = redis.call('HGET', key, 'attempts_made')
      if not made or not made:match('^%d%d?%d?%d?%d?%d?%d?%d?%d?$') then
        redis.call('HSET', key, 'attempts_made', '0')
      end
      redis.call('HSET', key, 'status', 'claimed', 'worker_id', ARGV[2], 'claimed_at', ARGV[3])
      local reply = {popped[1], popped[2]}
      for _, text in ipairs(redis.call('HGETALL', key)) do reply[#reply + 1] = text end
      return reply
      """;

  /// Notes that the work begins. Returns `started`, or `lost` where the claim no longer stands.
  ///
  /// KEYS: job. ARGV: attempts made, now.
  static final String START =
      """
      local job = redis.call('HMGET', KEYS[1], 'attempts_made', 'status')
      if job[1] ~= ARGV[1] or job[2] ~= 'claimed' then return {'lost'} end
      redis.call('HSET', KEYS[1], 'status', 'processing', 'started_at', ARGV[2])
      return {'started'}
      """;

  /// Ends an attempt. Returns the job's status from now on, which is `pending` where another
  /// attempt follows, or `lost` where the claim no longer stands.
  ///
  /// KEYS: job, pending, claimed. ARGV: id, attempts made, `completed` or `failed`, now, error,
  /// seconds to keep the job.
  static final String END =
      """
      local job = redis.call('HMGET', KEYS[1], 'attempts_made', 'max_attempts', 'priority')
      if job[1] ~= ARGV[2] then return {'lost'} end
      redis.call('ZREM', KEYS[3], ARGV[1])
      local made = redis.call('HINCRBY', KEYS[1], 'attempts_made', 1)
      if ARGV[3] == 'failed' then redis.call('HSET', KEYS[1], 'error', ARGV[5]) end
      if ARGV[3] == 'failed' and made < (tonumber(job[2] or '') or 1) then
        redis.call('HSET', KEYS[1], 'status', 'pending')
        redis.call('ZADD', KEYS[2], tonumber(job[3] or '') or 0, ARGV[1])
        return {'pending'}
      end
      redis.call('HSET', KEYS[1], 'status', ARGV[3], 'finished_at', ARGV[4])
      redis.call('EXPIRE', KEYS[1], ARGV[6])
      return {ARGV[3]}
      """;

  /// Makes jobs pending again that were claimed long ago, a hundred at most. Returns their ids.
  ///
  /// KEYS: pending, claimed. ARGV: key prefix, claimed until.
  static final String REQUEUE =
      """
      local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, 100)
      for _, id in ipairs(ids) do
        local key = ARGV[1] .. id
        redis.call('ZREM', KEYS[2], id)
        redis.call('HINCRBY', key, 'attempts_made', 1)
        redis.call('HSET', key, 'status', 'pending')
        redis.call('ZADD', KEYS[1], tonumber(redis.call('HGET', key, 'priority') or '') or 0, id)
      end
      return ids
      """;

  private QueueScripts() {}
}
