/** A span of a file that is not as its format says: left out, and told. */
export class SpanProblem extends Error {}

/** @throws SpanProblem unless the value is up to `digits` hexadecimal digits and not zero; pads it to them */
export function hexId(field: string, value: unknown, digits: 16 | 32): string {
  const given = typeof value === 'number' ? String(value) : value;
  if (
    typeof given !== 'string' ||
    !/^[0-9a-f]+$/i.test(given) ||
    given.length > digits ||
    /^0+$/.test(given)
  ) {
    throw new SpanProblem(
      `${field} ${quoted(value)} is no id: that is at most ${digits} hexadecimal digits, not all 0`,
    );
  }
  return given.toLowerCase().padStart(digits, '0');
}

/** As {@link hexId}; empty for none, and for zero. */
export function hexIdOrNone(field: string, value: unknown, digits: 16 | 32): string {
  return value === undefined || value === null || /^0*$/.test(text(value)) ? '' : hexId(field, value, digits);
}

/** Nanoseconds since 1970 in digits: 64 bits at most. Missing is 0. */
export function nanos(field: string, value: unknown): string {
  const digits = typeof value === 'string' || typeof value === 'number' ? String(value) : '0';
  const isMissing = value === undefined || value === null;
  if (!(isMissing || /^\d{1,20}$/.test(digits)) || (digits.length === 20 && BigInt(digits) >= 1n << 64n)) {
    throw new SpanProblem(`${field} ${quoted(value)} is no number of nanoseconds since 1970 in 64 bits`);
  }
  return digits;
}

/** Microseconds since 1970 as a number of nanoseconds in digits. */
export function microTime(field: string, value: unknown): string {
  const time = microsToNanos(field, value);
  if (time.startsWith('-')) {
    throw new SpanProblem(`${field} ${quoted(value)} is before 1970`);
  }
  return time;
}

/** Microseconds, which may be negative, as a number of nanoseconds in digits. */
export function microsToNanos(field: string, value: unknown): string {
  const digits = typeof value === 'number' && Number.isInteger(value) ? String(value) : value;
  if (typeof digits !== 'string' || !/^-?\d{1,16}$/.test(digits)) {
    throw new SpanProblem(`${field} ${quoted(value)} is no whole number of microseconds`);
  }
  return String(BigInt(digits) * 1000n);
}

/** The sum of two numbers in digits, never below 0. */
export function plus(a: string, b: string): string {
  const sum = BigInt(a) + BigInt(b);
  return String(sum < 0n ? 0n : sum);
}

/** A value as JSON, its first 80 characters. */
export function quoted(value: unknown): string {
  const json = value === undefined ? 'missing' : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 80)}…` : json;
}

/** @throws SpanProblem unless the value is an object */
export function object(field: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SpanProblem(`${field} ${quoted(value)} is no object`);
  }
  return value as Record<string, unknown>;
}

/** The value if it is an array, an empty one if it is missing. */
export function list(field: string, value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new SpanProblem(`${field} ${quoted(value)} is no array`);
  }
  return value;
}

/** @throws SpanProblem unless the value is text or missing */
export function textOrNone(field: string, value: unknown): void {
  if (typeof value !== 'string' && value !== undefined && value !== null) {
    throw new SpanProblem(`${field} ${quoted(value)} is no text`);
  }
}

/** The value if it is text, empty text if it is missing; anything else as JSON. */
export function text(value: unknown): string {
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : JSON.stringify(value);
}
