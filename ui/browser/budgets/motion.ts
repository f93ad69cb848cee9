import type { Browser, CDPSession, Page } from '@playwright/test';
import { type Figure } from './figures';
import { painted } from './firstFrame';
import { type Frames, framesWhile } from './frames';

/** How long each movement lasts, and how often the hand moves. */
const MILLIS = 4_000;
const STEP_MILLIS = 8;

/** Bits of a mouse event's modifiers, as the DevTools protocol has them. */
const CTRL = 2;

interface Movement {
  readonly name: string;
  readonly tab: 'Waterfall' | 'Overview';
  /** A selector of what is moved. */
  readonly over: string;
  /** The wheel's turn at a step. */
  turn(step: number): { deltaX: number; deltaY: number; modifiers?: number };
}

/** There and back again, so that it ends where it began. */
function swing(step: number): number {
  return Math.floor(step / 60) % 2 === 0 ? 1 : -1;
}

const MOVEMENTS: readonly Movement[] = [
  {
    name: 'scrolling the waterfall',
    tab: 'Waterfall',
    over: '#trace-lines',
    turn: (step) => ({ deltaX: 0, deltaY: 97 * swing(step) }),
  },
  {
    name: 'zooming the waterfall',
    tab: 'Waterfall',
    over: '#trace-lines',
    turn: (step) => ({ deltaX: 0, deltaY: -30 * swing(step), modifiers: CTRL }),
  },
  {
    name: 'zooming the overview',
    tab: 'Overview',
    over: '.large-lanes',
    turn: (step) => ({ deltaX: 0, deltaY: -30 * swing(step), modifiers: CTRL }),
  },
  {
    name: 'panning the overview, at a tenth of the time',
    tab: 'Overview',
    over: '.large-lanes',
    turn: (step) =>
      step < 20 ? { deltaX: 0, deltaY: -40, modifiers: CTRL } : { deltaX: 23 * swing(step), deltaY: 0 },
  },
];

/** Main-thread work a frame, and frames dropped, while a trace is moved about as with a trackpad. */
export async function motion(browser: Browser, address: string, spans: number): Promise<Figure[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await painted(page, spans);
  const input = await context.newCDPSession(page);
  const tracing = await browser.newBrowserCDPSession();
  const figures: Figure[] = [];
  for (const movement of MOVEMENTS) {
    await page.getByRole('tab', { name: movement.tab }).click();
    await page.locator(movement.over).waitFor();
    const frames = await framesWhile(tracing, () => move(page, input, movement));
    figures.push(...figuresOf(movement.name, frames));
  }
  await context.close();
  return figures;
}

async function move(page: Page, input: CDPSession, { over, turn }: Movement): Promise<void> {
  const box = (await page.locator(over).boundingBox())!;
  const x = box.x + box.width * 0.7;
  const y = box.y + box.height / 2;
  const sent: Promise<unknown>[] = [];
  const end = Date.now() + MILLIS;
  for (let step = 0; Date.now() < end; step++) {
    // A hand does not wait for the page.
    sent.push(input.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, ...turn(step) }));
    await page.waitForTimeout(STEP_MILLIS);
  }
  await Promise.all(sent);
}

function figuresOf(what: string, frames: Frames): Figure[] {
  const note = `${frames.count} frames, p50 ${frames.workP50.toFixed(1)} ms, longest ${frames.workMax.toFixed(1)} ms`;
  return [
    { name: `work a frame, p95, ${what}`, value: frames.workP95, unit: 'ms', budget: 8, note },
    { name: `frames dropped, ${what}`, value: frames.dropped * 100, unit: '%', budget: 5 },
  ];
}
