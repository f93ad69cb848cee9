import { useMemo } from 'preact/hooks';
import { addressOf, usePlace } from './place';

/** Which screen an address names. */
export type Route =
  | { readonly screen: 'search' }
  | { readonly screen: 'trace'; readonly traceId: string }
  | { readonly screen: 'file' }
  | { readonly screen: 'unknown'; readonly path: string };

/** The screen of a path below the base path. */
export function routeOf(path: string): Route {
  if (path === '/' || path === '/search') {
    return { screen: 'search' };
  }
  if (path === '/file') {
    return { screen: 'file' };
  }
  const trace = /^\/trace\/([0-9a-fA-F]{1,32})$/.exec(path);
  return trace ? { screen: 'trace', traceId: trace[1].toLowerCase() } : { screen: 'unknown', path };
}

/** The screen that the address bar names, kept current. */
export function useRoute(): Route {
  const path = usePlace((place) => place.path);
  return useMemo(() => routeOf(path), [path]);
}

/** The address of the search screen. */
export function searchAddress(query?: URLSearchParams): string {
  return addressOf('/search', query);
}

/** The address of a trace. */
export function traceAddress(traceId: string, view?: string): string {
  return addressOf('/trace/' + traceId, undefined, view);
}
