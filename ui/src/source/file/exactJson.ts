/** A whole number that a double may not hold: beyond 2^53 or near it, where a value can be. */
const LONG_NUMBER = /[[:,]\s*-?(?:9\d{15}|\d{17,})\s*[\],}]/;

const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

const LONG = /^-?(?:9\d{15}|\d{17,})$/;

/** JSON in which whole numbers that a double may not hold are strings of their digits. */
export function withLongNumbersAsStrings(json: string): string {
  return LONG_NUMBER.test(json)
    ? json.replace(STRING_OR_NUMBER, (token) => (LONG.test(token) ? `"${token}"` : token))
    : json;
}
