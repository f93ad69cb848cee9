import './state.css';

/** Grey lines in place of what is being loaded, `label` in its stead for screen readers. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class={`skeleton-line of-${line % 4}`} />
      ))}
    </div>
  );
}
