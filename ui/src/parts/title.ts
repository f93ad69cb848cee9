import { useEffect } from 'preact/hooks';

/** Names the page in the browser's tab and history while the component is there: `useTitle('POST /order')`. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Clew` : 'Clew';
  }, [title]);
}
