'use strict';
// Adds one job to a BullMQ queue within a span, and lets a BullMQ worker fail at it once. Prints the job's id as well.
// Usage: node bullmq.js PORT QUEUE PLACE, where PLACE is data or options: where the trace context is put

const { Queue, Worker } = require('bullmq');
const { inSpan, inject, root } = require('./tracing');

async function main() {
  const [port, name, place] = process.argv.slice(2);
  const connection = { host: '127.0.0.1', port: Number(port) };
  const queue = new Queue(name, { connection });
  await inSpan('node-queue-add', root, async (here) => {
    const data = { id: 'u-1', file: 'a.bin', count: 5, tags: ['new'] };
    const options = { attempts: 3, backoff: 3_600_000 };
    if (place === 'data') {
      data.trace_context = inject(here);
    } else {
      options.telemetry = { metadata: JSON.stringify(inject(here)) };
    }
    const job = await queue.add('scan', data, options);
    console.log(`job ${job.id}`);
  });
  const worker = new Worker(name, async () => { throw new Error('not yet'); }, { connection });
  await new Promise((resolve) => worker.on('failed', resolve));
  await worker.close();
  await queue.close();
}

main();
