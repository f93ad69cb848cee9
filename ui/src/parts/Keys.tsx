import { Fragment } from 'preact';
import { SHORTCUTS, type ShortcutId, keyCaps } from '../keys';

/** The keys of a shortcut, as they stand on the keyboard. `first` shows one of several ways to press it. */
export function Keys({ of, first }: { of: ShortcutId; first?: boolean }) {
  const ways: readonly string[] = SHORTCUTS[of].keys;
  return (
    <span class="keys">
      {(first ? ways.slice(0, 1) : ways).map((keys, way) => (
        <Fragment key={keys}>
          {way > 0 && ' or '}
          {keyCaps(keys).map((cap, i) => (
            <Fragment key={i}>
              {i > 0 && ' '}
              <kbd>{cap}</kbd>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
