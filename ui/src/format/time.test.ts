import { expect, test } from 'vitest';
import { formatAgo, formatMoment, formatTimeOfDay, isZone, parseMoment, toRfc3339 } from './time';

const MOMENT = 1_763_726_684_123_456_789n; // 2025-11-21T12:04:44.123456789Z

test('a moment is shown in the zone of choice', () => {
  expect(formatMoment(MOMENT, 'UTC')).toBe('2025-11-21 12:04:44.123');
  expect(formatMoment(MOMENT, 'Asia/Kolkata', 'second')).toBe('2025-11-21 17:34:44');
  expect(formatTimeOfDay(MOMENT, 'America/New_York', 'minute')).toBe('07:04');
  expect(formatMoment(MOMENT, 'UTC', 'nano')).toBe('2025-11-21 12:04:44.123456789');
});

test('midnight is the hour 00, and moments before 1970 keep their order', () => {
  expect(formatMoment(1_763_683_200_000_000_000n, 'UTC', 'second')).toBe('2025-11-21 00:00:00');
  expect(formatMoment(-1n, 'UTC', 'nano')).toBe('1969-12-31 23:59:59.999999999');
});

test('an unknown zone is told', () => {
  expect(isZone('Europe/Athens')).toBe(true);
  expect(isZone('local')).toBe(true);
  expect(isZone('Middle/Earth')).toBe(false);
});

test('RFC 3339 keeps every nanosecond', () => {
  expect(toRfc3339(MOMENT)).toBe('2025-11-21T12:04:44.123456789Z');
});

test('what is shown is read back, in winter and in summer', () => {
  for (const zone of ['UTC', 'Asia/Kolkata', 'America/New_York', 'Europe/Athens', 'local']) {
    for (const moment of [MOMENT, MOMENT + 180n * 86_400_000_000_000n]) {
      expect(parseMoment(formatMoment(moment, zone, 'nano'), zone)).toBe(moment);
    }
  }
  expect(parseMoment('2025-11-21T12:04', 'UTC')).toBe(1_763_726_640_000_000_000n);
  expect(parseMoment('yesterday', 'UTC')).toBeUndefined();
});

test('how long ago is rough', () => {
  const now = Number(MOMENT / 1_000_000n);
  const before = (seconds: number) => formatAgo(MOMENT - BigInt(seconds) * 1_000_000_000n, now);
  expect([3, 42, 300, 7300, 200_000, -400].map(before)).toEqual([
    'just now',
    '42 s ago',
    '5 min ago',
    '2 h ago',
    '2 d ago',
    'in 6 min',
  ]);
});
