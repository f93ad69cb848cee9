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

/** Whether a change of the address is a step of its own for the browser's Back, or replaces the one before. */
export type Step = 'push' | 'replace';

const listeners = new Set<() => void>();

/** The place that the address bar shows. */
export function place(): Place {
  const { pathname, search, hash } = window.location;
  const path = pathname.startsWith(basePath) ? '/' + pathname.slice(basePath.length) : pathname;
  return { path, query: new URLSearchParams(search), view: hash.slice(1) };
}

/** The address of a place, for `href` and for copying. */
export function addressOf(path: string, query?: URLSearchParams | string, view?: string): string {
  const asked = query?.toString() ?? '';
  return basePath + path.replace(/^\//, '') + (asked && '?' + asked) + (view ? '#' + view : '');
}

/** Goes to an address made by {@link addressOf}, without loading the page anew. */
export function go(address: string, step: Step = 'push'): void {
  const now = window.location.pathname + window.location.search + window.location.hash;
  if (address === now) {
    return;
  }
  window.history[step === 'push' ? 'pushState' : 'replaceState'](null, '', address);
  listeners.forEach((listener) => listener());
}

/** Calls back after every change of the place, by {@link go} or by the browser; returns what ends that. */
export function onPlaceChange(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('popstate', changed);
    window.addEventListener('hashchange', changed);
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function changed(): void {
  listeners.forEach((listener) => listener());
}

/** The place, kept current. */
export function usePlace(): Place {
  const [now, setNow] = useState(place);
  useEffect(() => onPlaceChange(() => setNow(place())), []);
  return now;
}
