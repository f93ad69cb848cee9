import { CopyButton, Icon } from '../../parts';
import { searchAddress } from '../../url';

/** Says of a trace that nobody knows what may have become of it. */
export function UnknownTrace({ traceId, onRetry }: { traceId: string; onRetry: () => void }) {
  return (
    <main class="trace-state">
      <h1 class="unseen">Trace {traceId}</h1>
      <section class="error-panel" role="alert">
        <Icon name="search" size={20} />
        <div>
          <h2>No span of this trace is stored</h2>
          <p class="trace-state-id">
            <code>{traceId}</code> <CopyButton text={traceId} what="trace id" />
          </p>
          <ul class="soft">
            <li>Its spans may not have arrived yet: those of a live request follow it by seconds.</li>
            <li>It may have been dropped by sampling before it was sent, or be past its retention.</li>
            <li>It may have been sent to another Clew, or the id may have been cut when it was copied.</li>
          </ul>
          <p class="trace-state-actions">
            <button type="button" class="primary" onClick={onRetry}>
              <Icon name="refresh" />
              Look again
            </button>
            <a class="button" href={searchAddress()}>
              Search for traces
            </a>
          </p>
        </div>
      </section>
    </main>
  );
}
