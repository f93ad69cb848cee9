import { expect, type Locator, type Page } from '@playwright/test';
import type { ClewProcess } from '../ClewProcess';

/** The screen of one trace, in the words of those who use it. */
export class TracePage {
  readonly lines: Locator;
  readonly details: Locator;
  readonly find: Locator;
  /** What is told of the find: how many, and which of them is in focus. */
  readonly found: Locator;
  readonly overview: Locator;
  readonly scrollBar: Locator;

  constructor(readonly page: Page) {
    this.lines = page.getByRole('treegrid', { name: 'Spans' });
    this.details = page.getByRole('complementary', { name: 'Details of the span' });
    this.find = page.getByRole('searchbox', { name: 'Find in the trace' });
    this.found = page.getByRole('search', { name: 'Within the trace' }).locator('output');
    this.overview = page.getByRole('img', { name: /^Overview of/ });
    this.scrollBar = page.getByRole('scrollbar');
  }

  /**
   * Opens a trace and waits for its lines.
   *
   * @param rest what stands after the id in the address
   */
  static async open(page: Page, clew: Pick<ClewProcess, 'page'>, id: string, rest = ''): Promise<TracePage> {
    await page.goto(`${clew.page}/trace/${id}${rest}`);
    const trace = new TracePage(page);
    await expect(trace.lines.getByRole('row').first()).toBeVisible();
    return trace;
  }

  /** The line of a span or run, by what a screen reader says of it; only lines in sight are in the page. */
  line(name: string | RegExp): Locator {
    return this.lines.getByRole('row', { name }).first();
  }

  get focused(): Locator {
    return this.lines.locator('[aria-selected=true]');
  }

  async count(): Promise<number> {
    return Number(await this.lines.getAttribute('aria-rowcount'));
  }

  /** Waits until there are so many lines. */
  async hasLines(count: number): Promise<void> {
    await expect(this.lines).toHaveAttribute('aria-rowcount', String(count));
  }

  tool(name: string | RegExp): Locator {
    return this.page.getByRole('group', { name: 'Lines' }).getByRole('button', { name, exact: true });
  }

  /** The window of time of the address, in nanoseconds from the trace's start; null for the whole trace. */
  async window(): Promise<{ from: number; to: number } | null> {
    await this.written();
    const view = new URLSearchParams(new URL(this.page.url()).hash.replace('#v1&', ''));
    const [from, to] = (view.get('t') ?? '').split('_').map(Number);
    return to === undefined ? null : { from, to };
  }

  /** Waits until the address says what is shown: it follows after a moment. */
  async written(): Promise<void> {
    let last = '';
    await expect(async () => {
      const before = last;
      last = this.page.url();
      expect(last).toBe(before);
    }).toPass({ intervals: [450] });
  }
}

/** How many pixels of a part of a canvas are not empty. @param half of its width; all of it where none is named */
export function inked(canvas: Locator, half?: 'left' | 'right'): Promise<number> {
  return canvas.evaluate((element, half) => {
    // A copy: reading the canvas itself would slow down its painting, of which Chromium warns.
    const { width, height } = element as HTMLCanvasElement;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(element as HTMLCanvasElement, 0, 0);
    const middle = Math.floor(width / 2);
    const [x, w] = half === 'left' ? [0, middle] : half === 'right' ? [middle, width - middle] : [0, width];
    const { data } = context.getImageData(x, 0, w, height);
    return data.reduce((count, value, i) => count + (i % 4 === 3 && value > 0 ? 1 : 0), 0);
  }, half);
}

/** Where a canvas shows a colour of the theme, in CSS pixels from its upper left corner. */
export function pixelsOf(canvas: Locator, variable: string): Promise<{ x: number; y: number }[]> {
  return canvas.evaluate((element, variable) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
    context.fillRect(0, 0, 1, 1);
    const wanted = new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0];
    context.clearRect(0, 0, 1, 1);
    context.drawImage(element as HTMLCanvasElement, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const ratio = width / element.clientWidth;
    return [...pixels.entries()]
      .filter(([, pixel]) => pixel === wanted)
      .map(([i]) => ({ x: (i % width) / ratio, y: Math.floor(i / width) / ratio }));
  }, variable);
}
