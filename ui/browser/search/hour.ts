import type { Page } from '@playwright/test';
import { test as base } from '../fixtures';
import { send } from '../traces/send';
import { Kind, type Trace } from '../traces/span';

/** Noon of some day, in milliseconds since 1970: 2023-01-29T12:00:00Z. */
export const NOON = 1_674_993_600_000;

/** The search for all traces of the hour. */
export const HOUR = '/search?start=2023-01-29T12:00:00Z&end=2023-01-29T12:59:59Z';

const MINUTES = Array.from({ length: 60 }, (_, minute) => minute);

/** A trace of one span. */
export function single(
  id: string,
  service: string,
  name: string,
  startMillis: number,
  millis: number,
  error?: string,
): Trace {
  return {
    id: id.padStart(32, '0'),
    start: BigInt(startMillis) * 1_000_000n,
    spans: [
      { number: 1, parent: 0, service, name, kind: Kind.SERVER, start: 0, duration: millis * 1e6, error },
    ],
  };
}

/**
 * Playwright's `test` with a Clew that knows 60 traces, one a minute from {@link NOON} on: the n-th, a00 + n, lasts n + 1 ms,
 * every tenth fails; they are of `shop` and `cart` in turn.
 */
export const test = base.extend<object, { readonly hour: void }>({
  timezoneId: 'UTC',
  viewport: { width: 1280, height: 900 },
  store: ['hour', { scope: 'worker' }],
  hour: [
    async ({ clew }, use) => {
      await send(clew.otlp, ...MINUTES.map(traceAt));
      await use();
    },
    { scope: 'worker', auto: true },
  ],
});

function traceAt(minute: number): Trace {
  const [service, name] = minute % 2 === 0 ? ['shop', 'POST /order'] : ['cart', 'GET /cart'];
  const error = minute % 10 === 9 ? 'out of stock' : undefined;
  return single((0xa00 + minute).toString(16), service, name, NOON + minute * 60_000, minute + 1, error);
}

export const rows = (page: Page) => page.locator('tr[data-trace]');
export const line = (page: Page) => page.getByLabel('TraceQL query');
export const find = (page: Page) => page.getByRole('button', { name: 'Find Traces' }).click();
