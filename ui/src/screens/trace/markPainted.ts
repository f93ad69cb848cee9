import type { TraceModel } from '../../worker/TraceModel';

/**
 * Marks that a picture of all spans is on its way to the screen; to be called when it has been painted. Benchmarks take
 * the time from navigation to the first such mark, whose `detail.spans` says from how many spans the picture was drawn.
 */
export function markPainted({ columns }: TraceModel): void {
  // When the next frame begins, the one that was painted has been handed over.
  requestAnimationFrame(() => performance.mark('clew:trace-painted', { detail: { spans: columns.rows } }));
}
