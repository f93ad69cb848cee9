import { ApiError } from '../../api';
import { ErrorPanel } from '../../parts';

interface SearchErrorProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Why a search has no answer. A fault in the query is shown at its place in the line; here is what it means. */
export function SearchError({ error, onRetry }: SearchErrorProps) {
  const inQuery = error instanceof ApiError && error.place !== undefined;
  return (
    <ErrorPanel
      title={inQuery ? 'The query cannot be read' : 'The search has no answer'}
      error={error}
      onRetry={inQuery ? undefined : onRetry}
    />
  );
}
