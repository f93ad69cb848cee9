import { formatMoment, formatTimeOfDay, parseMoment, type Zone } from '../../../format';

/** A place on the time axis and its words: the time of day, over the date where a day is named the first time. */
export interface TimeTick {
  readonly nanos: bigint;
  readonly label: string;
}

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const STEPS: readonly bigint[] = [
  ...[1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n, 500n].map((millis) => millis * 1_000_000n),
  ...[1n, 2n, 5n, 10n, 15n, 30n, 60n, 120n, 300n, 600n, 900n, 1800n].map((seconds) => seconds * SECOND),
  ...[1n, 2n, 3n, 6n, 12n, 24n, 48n, 96n, 168n, 336n, 720n, 1460n, 2920n, 8760n, 43_800n, 87_600n].map(
    (hours) => hours * 3600n * SECOND,
  ),
];

/** Round moments of a zone between two, at most so many; none for a range of no width. */
export function timeTicks(start: bigint, end: bigint, most: number, zone: Zone): TimeTick[] {
  const step = STEPS.find((size) => (end - start) / size < BigInt(most)) ?? STEPS[STEPS.length - 1];
  const midnight = parseMoment(formatMoment(start, zone, 'second').slice(0, 10) + ' 00:00', zone) ?? start;
  let tick = midnight + ((start - midnight + step - 1n) / step) * step;
  const ticks: TimeTick[] = [];
  let day = '';
  for (; tick <= end && ticks.length <= most; tick += step) {
    const [date, time] = [formatMoment(tick, zone, 'second').slice(0, 10), timeOf(tick, step, zone)];
    ticks.push({ nanos: tick, label: step >= DAY ? date : date === day ? time : `${time}\n${date}` });
    day = date;
  }
  return ticks;
}

function timeOf(nanos: bigint, step: bigint, zone: Zone): string {
  const detail = step < SECOND ? 'milli' : step < 60n * SECOND ? 'second' : 'minute';
  return formatTimeOfDay(nanos, zone, detail);
}
