import type { Attribute, Value } from '../../../source/SpanDetails';
import { textOf } from '../../../source/valueText';
import type { Literal } from '../traceql';

/** What a query can compare a value with; null where there is no such thing. */
export function literalOf(value: Value): Literal | null {
  switch (value.type) {
    case 'string':
    case 'boolean':
    case 'int':
    case 'double':
      return value.value;
    default:
      return null;
  }
}

/** A word for a type that its text does not show by itself; empty where it does. */
export function typeNote(value: Value): string {
  switch (value.type) {
    case 'bytes':
      return 'bytes, Base64';
    case 'empty':
      return 'empty';
    case 'string':
      // A string that reads as something else: "1", "true".
      return /^(-?\d+(\.\d+)?|true|false|)$/.test(value.value) ? 'string' : '';
    default:
      return '';
  }
}

/** Whether a key or a value holds some words, in whatever case; the words in lower case. */
export function holds({ key, value }: Attribute, words: string): boolean {
  return words === '' || key.toLowerCase().includes(words) || textOf(value).toLowerCase().includes(words);
}
