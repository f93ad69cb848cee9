import { random } from '../../src/testing/random';
import { send } from '../traces/send';
import { shopTrace } from '../traces/shapes';
import { traceId } from '../traces/span';

/** A Tuesday at noon: pictures taken on another day are the same. */
export const NOON = BigInt(Date.UTC(2026, 2, 3, 12)) * 1_000_000n;
export const HOUR = 3_600_000_000_000n;

const TRACES = 900;
const SHOWN = 5_000;
const SHOWN_SPANS = 640;
const MILLISECOND = 1_000_000;

/**
 * Sends an hour of requests to the shop: most take tens of milliseconds, some a second, and for a few minutes everything
 * is slow and fails.
 *
 * @param otlp where OTLP/HTTP is taken
 * @returns the id of the trace that is worth a look, of some hundred spans
 */
export async function sendShopHour(otlp: string): Promise<string> {
  const next = random(7);
  const even = () => next(1_000_000) / 1_000_000;
  const traces = Array.from({ length: TRACES }, (_, i) => {
    const at = even();
    const incident = at > 0.62 && at < 0.7;
    const slow = Math.exp(gauss(even) * 0.7 + (next(12) === 0 ? 3 : 0) + (incident ? 1.6 : 0));
    const start = NOON + BigInt(Math.floor(at * Number(HOUR)));
    const duration = Math.floor(30 * slow * MILLISECOND);
    return shopTrace(100 + i, start, 5 + next(70), { duration, errorsOneIn: incident ? 60 : 4_000 });
  });
  const shown = shopTrace(SHOWN, NOON + (HOUR * 2n) / 3n, SHOWN_SPANS, {
    duration: 1_840 * MILLISECOND,
    errorsOneIn: 160,
  });
  await send(otlp, ...traces, shown);
  return traceId(SHOWN);
}

/** About normally distributed: the sum of twelve even ones (their variance is one). */
function gauss(even: () => number): number {
  return Array.from({ length: 12 }, even).reduce((sum, each) => sum + each, -6);
}
