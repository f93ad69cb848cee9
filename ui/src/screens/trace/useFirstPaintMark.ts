import { useEffect } from 'preact/hooks';
import type { TraceModel } from '../../worker/TraceModel';

/**
 * Marks when the first picture of all spans has been painted. Benchmarks take the time from navigation to this mark, whose
 * `detail.spans` says from how many spans the picture was drawn.
 */
export function useFirstPaintMark(model: TraceModel): void {
  useEffect(() => {
    // Sizes are reported and painters run in the first frame; in the second, all of it is on its way to the screen.
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() =>
        performance.mark('clew:trace-painted', { detail: { spans: model.columns.rows } }),
      );
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [model]);
}
