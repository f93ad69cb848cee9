import { test as base } from '../fixtures';
import { loopTrace, shopTrace, strangeTrace, traffic } from '../traces/shapes';
import { send } from '../traces/send';
import { traceId } from '../traces/span';

export { expect, expectAccessible } from '../fixtures';

const SECOND = 1_000_000_000n;

/** Ids of the traces that every test finds. */
export const TRACES = {
  /** 400 spans of eight services, some failed. */
  shop: traceId(1),
  /** Everything that a trace should not be, and a link to {@link TRACES.shop}. */
  strange: traceId(2),
  /** A loop of 60 queries of the same name. */
  loop: traceId(3),
} as const;

/** When they began, in nanoseconds since 1970. */
const BEGAN = BigInt(Math.floor(Date.now() / 1000)) * SECOND - 600n * SECOND;

/** Playwright's `test` with a Clew that has {@link TRACES} and some traffic besides. */
export const test = base.extend<object, { readonly stored: void }>({
  stored: [
    async ({ clew }, use) => {
      await send(
        clew.otlp,
        shopTrace(1, BEGAN, 400, { errorsOneIn: 40 }),
        strangeTrace(2, BEGAN, TRACES.shop),
        loopTrace(3, BEGAN, 60),
        ...traffic(1000, BEGAN - 600n * SECOND, 500e9, 40),
      );
      await use();
    },
    { scope: 'worker', auto: true },
  ],
});
