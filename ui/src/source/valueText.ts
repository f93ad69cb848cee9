import type { Value } from './SpanDetails';

/**
 * A value as text: a string as it is, bytes as Base64, arrays and maps as JSON.
 *
 * @param space what follows each comma and colon of the JSON: a space to be read, nothing where the server looks for words
 */
export function textOf(value: Value, space: '' | ' ' = ' '): string {
  switch (value.type) {
    case 'array':
    case 'map':
      return jsonOf(value, space);
    case 'empty':
      return '';
    default:
      return String(value.value);
  }
}

function jsonOf(value: Value, space: string): string {
  switch (value.type) {
    case 'string':
    case 'bytes':
      return JSON.stringify(value.value);
    case 'array':
      return `[${value.value.map((each) => jsonOf(each, space)).join(`,${space}`)}]`;
    case 'map':
      return `{${value.value
        .map((entry) => `${JSON.stringify(entry.key)}:${space}${jsonOf(entry.value, space)}`)
        .join(`,${space}`)}}`;
    case 'empty':
      return 'null';
    default:
      return String(value.value);
  }
}
