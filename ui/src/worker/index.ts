import { WorkerClient } from './WorkerClient';

export { type TraceModel } from './TraceModel';

/** The one worker of this page. */
export const worker = new WorkerClient(
  () => new Worker(new URL('./traceWorker.ts', import.meta.url), { type: 'module', name: 'traces' }),
);
