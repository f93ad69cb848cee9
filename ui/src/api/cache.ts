import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './call';

/**
 * The cache behind every `useQuery`. Answers are held five minutes and never fetched anew behind the reader's back: what
 * shall be live asks with an interval. A question that may be answered a moment later is asked three times.
 */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) => failures < 3 && error instanceof ApiError && error.passing,
        retryDelay: (failure) => Math.min(500 * 2 ** failure, 4000),
        // Without it, questions wait in silence where the browser believes the machine to be offline.
        networkMode: 'always',
      },
    },
  });
}
