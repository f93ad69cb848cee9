import type { TraceColumns } from '../trace/columns';
import type { TraceModel } from './TraceModel';

/**
 * A {@link TraceModel} as it goes from the worker to the page: its arrays are handed over and not copied, its strings
 * are one text with the places where each ends. A list of a hundred thousand strings would be copied one by one.
 */
export interface PackedModel extends Omit<TraceModel, 'columns'> {
  readonly columns: Omit<TraceColumns, 'strings'>;
  readonly text: string;
  /** By string: where it ends in {@link text}, in UTF-16 units. */
  readonly ends: Int32Array;
}

export function packModel({ columns: { strings, ...columns }, ...model }: TraceModel): PackedModel {
  const ends = new Int32Array(strings.length);
  let end = 0;
  strings.forEach((string, code) => {
    end += string.length;
    ends[code] = end;
  });
  return { ...model, columns, text: strings.join(''), ends };
}

export function unpackModel({ text, ends, columns, ...model }: PackedModel): TraceModel {
  const strings = Array.from(ends, (end, code) => text.slice(code === 0 ? 0 : ends[code - 1], end));
  return { ...model, columns: { ...columns, strings } };
}

/** All memory that a message speaks of, each once: what to hand over with it. */
export function memoryOf(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const gather = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      found.add(value.buffer as ArrayBuffer);
    } else if (value instanceof ArrayBuffer) {
      found.add(value);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Blob)) {
      Object.values(value).forEach(gather);
    }
  };
  gather(message);
  return [...found];
}
