import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from './instant';
import {
  ALL,
  absolute,
  boundsOf,
  lookbackText,
  readRange,
  relativeLabel,
  shifted,
  writeRange,
  zoomedOut,
  type TimeRange,
} from './timeRange';

const NOON = 1_674_993_600_000_000_000n; // 2023-01-29T12:00:00Z

describe('an instant', () => {
  it('is read from RFC 3339 to the nanosecond', () => {
    expect(parseInstant('2023-01-29T12:00:00Z')).toBe(NOON);
    expect(parseInstant('2023-01-29T12:00:00.000000001Z')).toBe(NOON + 1n);
    expect(parseInstant('2023-01-29T13:30:00+01:30')).toBe(NOON);
    expect(parseInstant('2023-01-29T12:00Z')).toBe(NOON);
  });

  it('is read from digits in the unit that their number tells', () => {
    expect(parseInstant('1674993600')).toBe(NOON);
    expect(parseInstant('1674993600000')).toBe(NOON);
    expect(parseInstant('1674993600000000')).toBe(NOON);
    expect(parseInstant('1674993600000000000')).toBe(NOON);
  });

  it.each(['', 'now', '2023-01-29', '2023-13-29T12:00:00Z', '12345678901234567890', '-5', '1e9'])(
    'is not read from %j',
    (text) => expect(parseInstant(text)).toBeNull(),
  );

  it.each([
    [0n, '2023-01-29T12:00:00Z'],
    [5_000_000n, '2023-01-29T12:00:00.005Z'],
    [5_000n, '2023-01-29T12:00:00.000005Z'],
    [120n, '2023-01-29T12:00:00.000000120Z'],
  ])('is written with the decimals that it needs (%d ns)', (rest, text) => {
    expect(formatInstant(NOON + rest)).toBe(text);
    expect(parseInstant(text)).toBe(NOON + rest);
  });
});

describe('a time range', () => {
  const ranges: TimeRange[] = [
    ALL,
    { kind: 'relative', seconds: 300 },
    { kind: 'relative', seconds: 604_800 },
    { kind: 'relative', seconds: 7 },
    { kind: 'absolute', start: NOON, end: NOON + 1n },
  ];

  it.each(ranges)('survives the address: %o', (range) => {
    const parameters = new URLSearchParams();
    writeRange(range, parameters);
    expect(readRange(parameters)).toEqual(range);
  });

  it('is what the moments say, whatever the lookback says', () => {
    const range = readRange(new URLSearchParams('lookback=1h&start=1674993600000000&end=1674997200000000'));
    expect(range).toEqual({ kind: 'absolute', start: NOON, end: NOON + 3600_000_000_000n });
  });

  it.each(['lookback=custom', 'lookback=0h', 'lookback=1y', 'start=5', 'start=9&end=3', ''])(
    'is not read from %j',
    (search) => expect(readRange(new URLSearchParams(search))).toBeNull(),
  );

  it('takes the lookback where start and end are 0, as in old links', () => {
    expect(readRange(new URLSearchParams('start=0&end=0&lookback=2d'))).toEqual({
      kind: 'relative',
      seconds: 172_800,
    });
  });

  it('is named in the largest unit that divides it', () => {
    expect([300, 3600, 86_400, 172_800, 90, 604_800].map(lookbackText)).toEqual([
      '5m',
      '1h',
      '24h',
      '2d',
      '90s',
      '7d',
    ]);
    expect(relativeLabel(3600)).toBe('Last hour');
    expect(relativeLabel(900)).toBe('Last 15 minutes');
  });

  it('zooms out about its middle', () => {
    const { start, end } = boundsOf(zoomedOut(absolute(NOON, NOON + 1000n)), NOON);
    expect(start).toBe(NOON - 501n);
    expect(end).toBe(NOON + 1501n);
    expect(zoomedOut({ kind: 'relative', seconds: 300 })).toEqual({ kind: 'relative', seconds: 600 });
  });

  it('stays within the times that the store has', () => {
    let range: TimeRange = absolute(NOON, NOON + 1n);
    for (let i = 0; i < 80; i++) {
      range = zoomedOut(range);
    }
    expect(range).toEqual({ kind: 'absolute', start: 0n, end: 9_223_372_036_854_775_807n });
  });

  it('moves by its width', () => {
    expect(shifted(absolute(NOON, NOON + 60n), -1, 0n)).toEqual(absolute(NOON - 60n, NOON));
    expect(shifted({ kind: 'relative', seconds: 1 }, -1, NOON)).toEqual(
      absolute(NOON - 2_000_000_000n, NOON - 1_000_000_000n),
    );
    expect(shifted(ALL, 1, NOON)).toBe(ALL);
  });
});
