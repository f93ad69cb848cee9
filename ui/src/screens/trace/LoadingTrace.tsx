import { Skeleton } from '../../parts';

/** In place of a trace that is on its way; how far a big one has come. */
export function LoadingTrace({ bytes, total }: { bytes: number; total: number | null }) {
  const percent = total ? Math.min(100, Math.round((100 * bytes) / total)) : null;
  return (
    <main class="trace-state" aria-busy="true">
      <h1 class="unseen">A trace on its way</h1>
      <Skeleton lines={14} label="Loading the trace" />
      {bytes > 1_000_000 && (
        <p class="trace-progress soft">
          <progress aria-label="Loaded" max={100} value={percent ?? undefined} />
          {(bytes / 1e6).toFixed(1)} MB{total ? ` of ${(total / 1e6).toFixed(1)} MB` : ''}
        </p>
      )}
    </main>
  );
}
