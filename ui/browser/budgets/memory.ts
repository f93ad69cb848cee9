import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { launch } from '../chromium';
import { type Figure, median } from './figures';
import { painted } from './firstFrame';

const REPEATS = 3;

/** A renderer gives memory back in its own time: it is measured when it has not changed by more, in bytes. */
const STEADY = 1e6;

/** Memory of the renderer with a trace open, less that of one with an empty page; each in a browser of its own. */
export async function memory(address: string, spans: number): Promise<Figure[]> {
  const more: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const blank = await settledPss('about:blank', () => Promise.resolve());
    const trace = await settledPss(address, (page) => painted(page, spans));
    more.push((trace - blank) / 1e6);
  }
  const all = more.map((megabytes) => megabytes.toFixed(0)).join(', ');
  const name = `renderer's memory at ${spans.toLocaleString('en')} spans, less a blank page's`;
  return [{ name, value: median(more), unit: 'MB', budget: 250, note: `PSS; median of ${all}` }];
}

async function settledPss(
  address: string,
  ready: (page: Awaited<ReturnType<Browser['newPage']>>) => Promise<unknown>,
): Promise<number> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    await ready(page);
    let before = 0;
    let now = await renderersPss(browser);
    while (Math.abs(now - before) > STEADY) {
      await page.waitForTimeout(2_000);
      before = now;
      now = await renderersPss(browser);
    }
    return now;
  } finally {
    await browser.close();
  }
}

/**
 * The proportional set size of all renderer processes of a browser, in bytes. With one page open that is the page, its
 * workers included, and what a browser holds in reserve.
 */
async function renderersPss(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(({ id }) => pss(id)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function pss(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(rollup.match(/^Pss:\s+(\d+) kB/m)![1]) * 1024;
}
