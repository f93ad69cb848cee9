import { useMemo } from 'preact/hooks';
import { type Fields, type Values, read, write } from './fields';
import { addressOf, go, place, type Step, usePlace } from './place';

/** Longest view in an address, in bytes: some tools that pass links on cut longer ones. */
export const VIEW_LIMIT = 2048;

/** Version of the view's fields. A view of another version is not understood and reads as the fallbacks. */
const VERSION = 'v1';

/** A view as the part of the address after `#`, and whether all of it found room. */
export interface WrittenView {
  readonly view: string;
  /** False where fields had to be shortened; the page looks as it did but for what they said. */
  readonly complete: boolean;
}

/** Reads a view; fallbacks where it is empty or of a version that this page does not know. */
export function readView<F extends Fields>(fields: F, view: string): Values<F> {
  const [version, ...rest] = view.split('&');
  return read(fields, new URLSearchParams(version === VERSION ? rest.join('&') : ''));
}

/**
 * Writes a view in at most {@link VIEW_LIMIT} bytes. Fields are declared most important first: where all do not
 * fit, the last list (of {@link words}) loses entries from its end until they do, and a field that
 * still does not fit is left out, the last first.
 */
export function writeView<F extends Fields>(fields: F, values: Values<F>): WrittenView {
  const shortened: Record<string, unknown> = { ...values };
  const format = () => {
    const params = write(fields, shortened as Values<F>).toString();
    // Commas and colons need no escape after '#', and lists of ids are half as long without.
    return params && VERSION + '&' + params.replace(/%2C/g, ',').replace(/%3A/g, ':');
  };
  let view = format();
  const complete = view.length <= VIEW_LIMIT;
  for (const name of Object.keys(fields).reverse()) {
    if (view.length <= VIEW_LIMIT) {
      break;
    }
    const value = values[name] as unknown;
    if (Array.isArray(value)) {
      shortened[name] = longestThatFits(value, (entries) => {
        shortened[name] = entries;
        return format().length <= VIEW_LIMIT;
      });
    } else {
      delete shortened[name];
    }
    view = format();
  }
  return { view, complete };
}

function longestThatFits(
  entries: readonly unknown[],
  fits: (entries: readonly unknown[]) => boolean,
): readonly unknown[] {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(entries.slice(0, middle))) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return entries.slice(0, low);
}

/**
 * The fields of `#…`, kept current, and what changes some of them: by default an adjustment, not a step for Back.
 * The setter says whether the whole view found room in the address.
 */
export function useView<F extends Fields>(fields: F): [Values<F>, SetView<F>] {
  const view = usePlace((place) => place.view);
  const values = useMemo(() => readView(fields, view), [view]);
  return [values, setterOf(fields)];
}

/** Changes some fields of the view; false where the address had no room for all of it. */
export type SetView<F> = (values: Partial<Values<F>>, step?: Step) => boolean;

function setterOf<F extends Fields>(fields: F): SetView<F> {
  return (values, step = 'replace') => {
    const { path, query, view } = place();
    const written = writeView(fields, { ...readView(fields, view), ...values });
    go(addressOf(path, query, written.view), step);
    return written.complete;
  };
}
