/** The zone that times are shown in: that of the machine, UTC, or a name of the IANA database such as `Europe/Athens`. */
export type Zone = 'local' | 'UTC' | (string & {});

/** How much of a moment is shown. */
export type TimeDetail = 'minute' | 'second' | 'milli' | 'nano';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this browser knows a zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: Zone): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone === 'local' ? undefined : zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

interface Moment {
  readonly date: string;
  readonly time: string;
  /** Below the second, 9 digits. */
  readonly nanos: string;
}

function inZone(nanos: bigint, zone: Zone): Moment {
  const second = 1_000_000_000n;
  const below = ((nanos % second) + second) % second;
  const date = new Date(Number((nanos - below) / 1_000_000n));
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(date)) {
    part[type] = value;
  }
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
    nanos: String(below).padStart(9, '0'),
  };
}

/** A moment with its date, in a form that sorts: `2026-11-21 12:04:44.123`. */
export function formatMoment(nanos: bigint, zone: Zone, detail: TimeDetail = 'milli'): string {
  return inZone(nanos, zone).date + ' ' + formatTimeOfDay(nanos, zone, detail);
}

/** The time of a moment without its date. */
export function formatTimeOfDay(nanos: bigint, zone: Zone, detail: TimeDetail = 'milli'): string {
  const moment = inZone(nanos, zone);
  switch (detail) {
    case 'minute':
      return moment.time.slice(0, 5);
    case 'second':
      return moment.time;
    case 'milli':
      return moment.time + '.' + moment.nanos.slice(0, 3);
    case 'nano':
      return moment.time + '.' + moment.nanos;
  }
}

/** How long ago a moment was, roughly: `just now`, `5 min ago`, `3 h ago`, `12 d ago`; `in 5 min` for the future. */
export function formatAgo(nanos: bigint, nowMillis: number): string {
  const seconds = (nowMillis - Number(nanos / 1_000_000n)) / 1000;
  const size = Math.abs(seconds);
  if (size < 10) {
    return 'just now';
  }
  const [count, unit] =
    size < 60
      ? [size, 's']
      : size < 3600
        ? [size / 60, 'min']
        : size < 86_400
          ? [size / 3600, 'h']
          : [size / 86_400, 'd'];
  const text = `${Math.floor(count)} ${unit}`;
  return seconds > 0 ? text + ' ago' : 'in ' + text;
}

/** RFC 3339 in UTC with nanoseconds: what links and the API carry. */
export function toRfc3339(nanos: bigint): string {
  const { date, time, nanos: below } = inZone(nanos, 'UTC');
  return `${date}T${time}.${below}Z`;
}

/** The moment that a `<input type="datetime-local">` shows in a zone, in ns; undefined where it is incomplete. */
export function parseMoment(text: string, zone: Zone): bigint | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((digits) => Number(digits ?? 0));
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  // The zone's offset at the guess, then once more at the moment it leads to: right but for an hour that occurs twice.
  let millis = wall;
  for (let round = 0; round < 2; round++) {
    millis = wall - offsetMillis(millis, zone);
  }
  return BigInt(millis) * 1_000_000n + BigInt((match[7] ?? '').padEnd(9, '0'));
}

/** How far a zone's clock is before UTC's at a moment. */
function offsetMillis(millis: number, zone: Zone): number {
  const { date, time } = inZone(BigInt(millis) * 1_000_000n, zone);
  return Date.parse(`${date}T${time}Z`) - millis;
}
