/** A mark of the time axis: nanoseconds since the start of the trace. */
export interface Tick {
  readonly at: number;
  /** Nanoseconds from one tick to the next, which says how exact a label must be. */
  readonly step: number;
}

/**
 * Ticks at round times within a window: steps of 1, 2 or 5 times a power of ten, below a minute;
 * above, of whole seconds, minutes, hours and days as clocks have them.
 *
 * @param most at most so many ticks, at least one
 */
export function ticks(from: number, to: number, most: number): Tick[] {
  const width = to - from;
  if (!(width > 0) || most < 1) {
    return [];
  }
  const step = roundStep(width / most);
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  const found: Tick[] = [];
  for (let i = first; i <= last && found.length < 1000; i++) {
    found.push({ at: i * step, step });
  }
  return found;
}

const SECOND = 1e9;
const CLOCK_STEPS = [10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

function roundStep(atLeast: number): number {
  if (atLeast > 5 * SECOND) {
    for (const seconds of CLOCK_STEPS) {
      if (seconds * SECOND >= atLeast) {
        return seconds * SECOND;
      }
    }
    const days = atLeast / (86400 * SECOND);
    return decimalStep(days) * 86400 * SECOND;
  }
  return Math.max(1, decimalStep(atLeast));
}

function decimalStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  for (const factor of [1, 2, 5]) {
    // A hair of tolerance: powers of ten are not exact below one.
    if (factor * power >= atLeast * (1 - 1e-12)) {
      return factor * power;
    }
  }
  return 10 * power;
}
