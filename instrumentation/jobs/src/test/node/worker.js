'use strict';
// Claims one job with the commands that any client has, and goes on with the trace that it carries.
// Usage: node worker.js PORT

const Redis = require('ioredis');
const { extract, inSpan } = require('./tracing');

async function main() {
  const redis = new Redis({ host: '127.0.0.1', port: Number(process.argv[2]) });
  const [id] = await redis.zpopmax('jobs:pending');
  const job = await redis.hgetall(`job:${id}`);
  await inSpan('node-process-job', extract(JSON.parse(job.trace_context)), async () => {
    await redis.hset(`job:${id}`, 'status', 'completed', 'worker_id', 'node-worker');
  });
  redis.disconnect();
}

main();
