const SECOND = 1_000_000_000n;
const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * A moment as nanoseconds since 1970, read from RFC 3339 (seconds may be left out) or from digits
 * alone. Digits are seconds, milliseconds, microseconds or nanoseconds by how many there are, since
 * Jaeger's links count microseconds and Clew's API nanoseconds: up to 11, 14 and 17 digits stand for
 * the first three. Null for anything else.
 */
export function parseInstant(text: string): bigint | null {
  if (/^\d{1,19}$/.test(text)) {
    return BigInt(text) * unitOf(text.length);
  }
  const found = RFC_3339.exec(text);
  if (found === null) {
    return null;
  }
  const [, year, month, day, hour, minute, second = '00', decimals = '', zone = 'Z'] = found;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`);
  if (Number.isNaN(millis)) {
    return null;
  }
  const nanos = BigInt(millis) * 1_000_000n + BigInt(decimals.padEnd(9, '0'));
  return nanos < 0n ? null : nanos;
}

function unitOf(digits: number): bigint {
  if (digits <= 11) {
    return SECOND;
  }
  return digits <= 14 ? 1_000_000n : digits <= 17 ? 1_000n : 1n;
}

/** RFC 3339 in UTC, with as many decimals (none, 3, 6 or 9) as the moment needs. */
export function formatInstant(nanos: bigint): string {
  const seconds = nanos / SECOND;
  const rest = nanos % SECOND;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  let decimals = rest === 0n ? '' : `.${rest.toString().padStart(9, '0')}`;
  while (decimals.endsWith('000')) {
    decimals = decimals.slice(0, -3);
  }
  return `${whole}${decimals}Z`;
}

/** Now, as nanoseconds since 1970, to the millisecond. */
export function nowNanos(): bigint {
  return BigInt(Date.now()) * 1_000_000n;
}
