import { useEffect, useMemo, useRef } from 'preact/hooks';
import { addressOf, go, onPlaceChange, place, readView, writeView } from '../../url';
import type { Stage } from './Stage';
import { VIEW } from './view';

/** How long the view stands still before it is written, in milliseconds. */
const STILL_MILLIS = 150;

/** Keeps the address and what is shown the same: a reload shows the same picture, Back the one before. */
export function useStageInAddress(stage: Stage): void {
  const before = useRef<Stage | null>(null);
  // Before anything is drawn: the first picture is the one that the address says. A trace that was read anew is looked
  // at as it was: the address may lag behind that, and need not have room for all of it.
  useMemo(() => {
    stage.restore(before.current?.view ?? readView(VIEW, place().view));
    before.current = stage;
  }, [stage]);

  useEffect(() => {
    const { path: ours, view } = place();
    let written = view;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (step: 'push' | 'replace') => {
      clearTimeout(timer);
      timer = undefined;
      const { path, query } = place();
      written = writeView(VIEW, stage.view).view;
      go(addressOf(path, query, written), step);
    };
    const ends = [
      stage.topics.on(['window', 'top', 'lines', 'focus', 'details'], () => {
        clearTimeout(timer);
        timer = setTimeout(() => write('replace'), STILL_MILLIS);
      }),
      stage.topics.on(['tab'], () => {
        if (readView(VIEW, place().view).tab !== stage.tab) {
          write('push');
        }
      }),
      onPlaceChange(() => {
        const { view } = place();
        if (view !== written) {
          clearTimeout(timer);
          timer = undefined;
          written = view;
          stage.restore(readView(VIEW, view));
        }
      }),
    ];
    return () => {
      ends.forEach((end) => end());
      if (timer !== undefined && place().path === ours) {
        write('replace');
      }
      clearTimeout(timer);
    };
  }, [stage]);
}
