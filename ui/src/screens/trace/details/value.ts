import type { Attribute, Value } from '../../../source/SpanDetails';
import type { Literal } from '../traceql';

/** A value as text to read and to copy: a string as it is, arrays and maps as JSON. */
export function textOf(value: Value): string {
  switch (value.type) {
    case 'string':
    case 'bytes':
      return value.value;
    case 'boolean':
    case 'int':
    case 'double':
      return String(value.value);
    case 'empty':
      return '';
    case 'array':
    case 'map':
      return jsonOf(value);
  }
}

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

function jsonOf(value: Value): string {
  switch (value.type) {
    case 'string':
    case 'bytes':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.value.map(jsonOf).join(', ')}]`;
    case 'map':
      return `{${value.value.map((entry) => `${JSON.stringify(entry.key)}: ${jsonOf(entry.value)}`).join(', ')}}`;
    case 'empty':
      return 'null';
    default:
      return String(value.value);
  }
}

/** Whether a key or a value holds some words, in whatever case; the words in lower case. */
export function holds({ key, value }: Attribute, words: string): boolean {
  return words === '' || key.toLowerCase().includes(words) || textOf(value).toLowerCase().includes(words);
}
