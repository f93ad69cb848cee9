import { useEffect, useState } from 'preact/hooks';
import { basePath } from './base';

/** Where the page is: the three parts of the address that it reads and writes. */
export interface Place {
  /** Below the base path, with a slash in front: `/search`, `/trace/4bf9…`. */
  readonly path: string;
  /** What is asked: shared with the server and with people. */
  readonly query: URLSearchParams;
  /** How it is looked at (zoom, selection, folds), without the `#`. */
  readonly view: string;
}

/**
 * Whether a change of the address is a step of its own for the browser's Back, or replaces the one before.
 *
 * Push what a person would call going somewhere: a search sent off, a trace opened, a page of results turned.
 * Replace what they would call adjusting: zoom and pan, folds, the selected row, a setting put right.
 */
export type Step = 'push' | 'replace';

/** Browsers refuse, with a warning, more than some 200 changes of the address in 10 seconds. */
const WRITE_EVERY_MILLIS = 250;

const listeners = new Set<() => void>();

/** The newest address where it is not in the address bar yet. */
let waiting: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let lastWrite = 0;

function shown(): string {
  const { pathname, search, hash } = window.location;
  return pathname + search + hash;
}

/** The place as last set, even where the address bar lags behind. */
export function place(): Place {
  return placeOf(waiting ?? shown(), basePath);
}

/** The parts of an address (path, query and view, no origin) below a base path. */
export function placeOf(address: string, base: string): Place {
  const url = new URL(address, 'http://clew');
  const path = url.pathname.startsWith(base) ? '/' + url.pathname.slice(base.length) : url.pathname;
  return { path, query: url.searchParams, view: url.hash.slice(1) };
}

/** The address of a place, for `href` and for copying. */
export function addressOf(path: string, query?: URLSearchParams | string, view?: string): string {
  const asked = query?.toString() ?? '';
  return basePath + path.replace(/^\//, '') + (asked && '?' + asked) + (view ? '#' + view : '');
}

/** {@link addressOf} with scheme and host, for the clipboard. */
export function fullAddress(address: string): string {
  return new URL(address, window.location.href).href;
}

/**
 * Goes to an address made by {@link addressOf}, without loading the page anew. The page changes at once; where
 * addresses replace one another quickly, as in a pan, the address bar follows a quarter of a second later.
 */
export function go(address: string, step: Step = 'push'): void {
  if (address === (waiting ?? shown())) {
    return;
  }
  if (step === 'push') {
    flush();
    write('pushState', address);
  } else {
    waiting = address;
    const due = lastWrite + WRITE_EVERY_MILLIS - Date.now();
    if (due <= 0) {
      flush();
    } else {
      timer ??= setTimeout(flush, due);
    }
  }
  tell();
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  if (waiting !== undefined) {
    write('replaceState', waiting);
    waiting = undefined;
  }
}

function write(how: 'pushState' | 'replaceState', address: string): void {
  window.history[how](null, '', address);
  lastWrite = Date.now();
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

/** The browser went elsewhere by itself: Back, Forward, or an address typed into its bar. */
function moved(): void {
  clearTimeout(timer);
  timer = undefined;
  waiting = undefined;
  tell();
}

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', moved);
  window.addEventListener('hashchange', moved);
  window.addEventListener('pagehide', flush);
}

/** Calls back after every change of the place, by {@link go} or by the browser; returns what ends that. */
export function onPlaceChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What `read` makes of the place, kept current; the component is drawn anew only when that changes. */
export function usePlace<T>(read: (place: Place) => T): T {
  const [value, setValue] = useState(() => read(place()));
  useEffect(() => {
    const update = () => setValue(() => read(place()));
    update();
    return onPlaceChange(update);
    // `read` is taken as it was first given: it is a pure function of the place.
  }, []);
  return value;
}

/**
 * Makes plain links stay in the page: a click on an `<a href>` below the base path goes there without a load.
 * Clicks that ask for another tab, downloads and the API are left to the browser.
 */
export function keepLinksInPage(document: Document): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null;
    const asksForMore =
      event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || event.defaultPrevented || asksForMore || link.target || link.hasAttribute('download')) {
      return;
    }
    const url = new URL(link.href);
    const inPage = url.origin === window.location.origin && url.pathname.startsWith(basePath);
    if (inPage && !url.pathname.startsWith(basePath + 'api/')) {
      event.preventDefault();
      go(url.pathname + url.search + url.hash);
    }
  });
}
