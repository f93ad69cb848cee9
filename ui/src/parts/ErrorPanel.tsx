import { ApiError } from '../api';
import { Icon } from './Icon';
import './state.css';

interface ErrorPanelProps {
  /** What failed, as it was thrown. */
  readonly error: unknown;
  /** What could not be done, in words: `The trace could not be loaded`. */
  readonly title: string;
  readonly onRetry?: () => void;
}

/** What went wrong and what to do about it, in place of what should be there. */
export function ErrorPanel({ error, title, onRetry }: ErrorPanelProps) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <section class="error-panel" role="alert">
      <Icon name="error" size={20} />
      <div>
        <h2>{title}</h2>
        <p class="foreign">{message}</p>
        {error instanceof ApiError && <p class="soft">{error.advice}</p>}
        {onRetry && (
          <button type="button" onClick={onRetry}>
            <Icon name="refresh" />
            Try again
          </button>
        )}
      </div>
    </section>
  );
}
