import type { Browser, Page } from '@playwright/test';
import { type Figure, median } from './figures';

const REPEATS = 7;

/** A browser that opens a window gets parts of its own surface ready; the page is not to share the processor with them. */
const BROWSER_MILLIS = 1_500;

const VIEWPORT = { width: 1440, height: 900 };

/** The page sets it when all spans have been painted for the first time. */
const MARK = 'clew:trace-painted';

/**
 * Milliseconds from navigation to the first frame drawn from all spans, each time with nothing in the browser's cache;
 * the first one meets a server that has not answered for the trace before.
 */
export async function firstFrames(
  browser: Browser,
  address: string,
  spans: number,
  budget: number,
): Promise<Figure[]> {
  const times: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const context = await browser.newContext({ viewport: VIEWPORT });
    const page = await context.newPage();
    await page.waitForTimeout(BROWSER_MILLIS);
    await page.goto(address);
    times.push(await painted(page, spans));
    await context.close();
  }
  const all = times.map((time) => time.toFixed(0)).join(', ');
  const name = `first frame of ${spans.toLocaleString('en')} spans`;
  return [{ name, value: median(times), unit: 'ms', budget, note: `median of ${all}` }];
}

/** Waits for the mark, and for it to speak of all spans; its time is counted from the navigation. */
export async function painted(page: Page, spans: number): Promise<number> {
  const mark = await page.waitForFunction(
    (name) => {
      const [entry] = performance.getEntriesByName(name) as PerformanceMark[];
      return entry && { time: entry.startTime, spans: entry.detail.spans as number };
    },
    MARK,
    { polling: 100 },
  );
  const found = (await mark.jsonValue())!;
  if (found.spans !== spans) {
    throw new Error(`drawn from ${found.spans} spans and not ${spans}`);
  }
  return found.time;
}

/** What the same trace costs as Jaeger's JSON: fetched from Jaeger's API and parsed, in the same browser. */
export async function jaegerJson(
  browser: Browser,
  root: string,
  traceId: string,
  spans: number,
): Promise<Figure[]> {
  const page = await browser.newPage();
  await page.goto(root + '/search');
  const { time, bytes } = await page.evaluate(async (address) => {
    const start = performance.now();
    const text = await (await fetch(address)).text();
    JSON.parse(text);
    return { time: performance.now() - start, bytes: text.length };
  }, `${root}/api/traces/${traceId}`);
  await page.context().close();
  const name = `Jaeger's JSON of ${spans.toLocaleString('en')} spans, fetched and parsed`;
  return [{ name, value: time, unit: 'ms', note: `${(bytes / 1e6).toFixed(0)} MB; nothing drawn` }];
}
