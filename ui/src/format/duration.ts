const UNITS: readonly (readonly [name: string, nanos: number])[] = [
  ['d', 86_400e9],
  ['h', 3_600e9],
  ['m', 60e9],
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
];

/**
 * A duration for people: three significant digits in the unit that fits (`1.24 ms`), two units from a minute on
 * (`2 m 05 s`). Negative durations, which broken clocks make, keep their sign.
 */
export function formatDuration(nanos: number | bigint): string {
  const value = Number(nanos);
  if (value < 0) {
    return '−' + formatDuration(-value);
  }
  if (value === 0) {
    return '0 ns';
  }
  const unit = unitFor(value);
  const [name, size] = UNITS[unit];
  return size >= 60e9 ? twoUnits(value, unit) : significant(value / size) + ' ' + name;
}

/** The unit whose number has one to three digits before the point, after rounding. */
function unitFor(value: number): number {
  const last = UNITS.length - 1;
  for (let unit = 0; unit < last; unit++) {
    const size = UNITS[unit][1];
    // 999.6 µs reads as 1 ms, not as 1000 µs; a minute and more is cut into units, so it is exact.
    const rounding = size >= 60e9 ? 0 : UNITS[unit + 1][1] / 2;
    if (value + rounding >= size) {
      return unit;
    }
  }
  return last;
}

function twoUnits(value: number, unit: number): string {
  const [big, bigSize] = UNITS[unit];
  const [small, smallSize] = UNITS[unit + 1];
  const all = Math.round(value / smallSize);
  const per = Math.round(bigSize / smallSize);
  return `${Math.floor(all / per)} ${big} ${String(all % per).padStart(2, '0')} ${small}`;
}

function significant(value: number): string {
  return String(Number(value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)));
}

/** A duration to the last nanosecond, for copying and tooltips: `1.234567 ms`. */
export function formatExactDuration(nanos: number | bigint): string {
  const value = BigInt(nanos);
  const sign = value < 0n ? '−' : '';
  const size = value < 0n ? -value : value;
  const [name, unit] =
    UNITS.find(([, each]) => each <= 1e9 && size >= BigInt(each)) ?? UNITS[UNITS.length - 1];
  const fraction = String(size % BigInt(unit))
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '');
  return sign + formatCount(size / BigInt(unit)) + (unit > 1 && fraction ? '.' + fraction : '') + ' ' + name;
}

/** A number with thin spaces between groups of three digits, the same in every locale: `12 345`. */
export function formatCount(count: number | bigint): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u2009');
}

/** A number in a few characters, for axes and badges: `12.3k`, `4M`. */
export function formatShortCount(count: number): string {
  for (const [suffix, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (count >= size * 0.9995) {
      return significant(count / size) + suffix;
    }
  }
  return String(Math.round(count));
}

/** A share of a whole: `12.3%`, `<0.1%`, `100%`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) {
    return '<0.1%';
  }
  return (percent >= 99.95 ? Math.round(percent) : Math.round(percent * 10) / 10) + '%';
}

/**
 * A duration as people and TraceQL write it: `1.5s`, `200 ms`, `3us`, `2m`, `1h30m`. Undefined where it is not one.
 */
export function parseDuration(text: string): bigint | undefined {
  const compact = text.replace(/\s+/g, '').replace(/[μµ]s/g, 'us');
  if (!/^(\d+(\.\d+)?(ns|us|ms|s|m|h|d))+$/.test(compact)) {
    return undefined;
  }
  let nanos = 0n;
  for (const [, number, , name] of compact.matchAll(/(\d+(\.\d+)?)(ns|us|ms|s|m|h|d)/g)) {
    const size = BigInt(UNITS.find(([unit]) => unit.replace('µ', 'u') === name)![1]);
    const [whole, fraction = ''] = number.split('.');
    nanos += BigInt(whole) * size + (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  return nanos;
}
