'use strict';
// Submits one job within a span, as plain JSON, with the commands that any client has.
// Usage: node submit.js PORT ID

const Redis = require('ioredis');
const { inSpan, inject, root } = require('./tracing');

async function main() {
  const [port, id] = process.argv.slice(2);
  const redis = new Redis({ host: '127.0.0.1', port: Number(port) });
  await inSpan('node-submit-job', root, async (here) => {
    await redis.hset(`job:${id}`, {
      id,
      service_required: 'comfyui',
      priority: 7,
      prompt: 'a lighthouse',
      submitted_at: Date.now(),
      trace_context: JSON.stringify(inject(here)),
    });
    await redis.zadd('jobs:pending', 7, id);
  });
  redis.disconnect();
}

main();
