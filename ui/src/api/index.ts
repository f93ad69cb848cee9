/**
 * The client of the Clew API. Functions ask and take an AbortSignal; errors are {@link ApiError}. In components:
 * `useQuery({ queryKey: ['services'], queryFn: ({ signal }) => services({}, signal) })`.
 */
export * from './answers';
export { ApiError, type Parameters, apiAddress, getBytes, getJson } from './call';
export * from './client';
export { newQueryClient } from './cache';
