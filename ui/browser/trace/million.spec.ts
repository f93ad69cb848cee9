import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { send } from '../traces/send';
import { shopTrace } from '../traces/shapes';
import { Kind, type Span, type Trace } from '../traces/span';
import { pixelsOf, TracePage } from './tracePage';

test.use({ store: 'million' });

const MILLION = 1_000_000;
const BEGAN = BigInt(Date.now() - 3_600_000) * 1_000_000n;
const SECOND = 1e9;

/**
 * A million spans over 200 s, one of which failed: it took a microsecond, begins at 120 s and is the last line but one,
 * as it is below a second root.
 */
function million(): Trace {
  const shop = shopTrace(1, BEGAN, MILLION - 4);
  const at = 120 * SECOND;
  const span = (number: number, parent: number, name: string, start: number, duration: number): Span => ({
    number,
    parent,
    service: 'ledger',
    name,
    kind: Kind.INTERNAL,
    start,
    duration,
  });
  return {
    ...shop,
    spans: {
      *[Symbol.iterator]() {
        yield* shop.spans;
        yield span(MILLION - 3, 0, 'close the day', at, SECOND);
        yield span(MILLION - 2, MILLION - 3, 'settle', at, SECOND / 2);
        yield { ...span(MILLION - 1, MILLION - 2, 'write ledger', at + 1000, 1000), error: 'disk full' };
        yield span(MILLION, MILLION - 2, 'rest', at + SECOND / 4, SECOND / 8);
      },
    },
  };
}

const trace = million();

test.beforeAll(async ({ clew }) => {
  test.setTimeout(120_000);
  await send(clew.otlp, trace);
});

async function press(page: Page, element: Locator, at: { x: number; y: number }): Promise<void> {
  const box = (await element.boundingBox())!;
  await page.mouse.click(box.x + at.x + 0.5, box.y + at.y + 0.5);
}

const NEEDLE = /^write ledger, ledger, 1 µs, error, level 3$/;

test('one failed microsecond among a million spans is seen in the overview, and a click leads to it', async ({
  page,
  clew,
}) => {
  const screen = await TracePage.open(page, clew, trace.id);
  const seen = await pixelsOf(screen.overview, '--error');
  const { width } = (await screen.overview.boundingBox())!;
  const place = (120 / 200) * width;
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.filter(({ x }) => Math.abs(x - place) > 4)).toEqual([]);
  // Within the lanes, and once more as a tick on the upper edge.
  for (const pixel of [seen.at(-1)!, seen[0]]) {
    await press(page, screen.overview, pixel);
    await expect(screen.focused).toHaveAccessibleName(NEEDLE);
    await expect(screen.focused).toBeInViewport();
    await page.keyboard.press('k');
    await expect(screen.focused).not.toHaveAccessibleName(NEEDLE);
  }
  expect(seen.at(-1)!.y).toBeGreaterThanOrEqual(4);
  expect(seen[0].y).toBeLessThan(4);
});

test('it is a tick beside the scroll bar, and a press on that leads to it', async ({ page, clew }) => {
  const screen = await TracePage.open(page, clew, trace.id);
  const [tick] = await pixelsOf(screen.scrollBar.locator('canvas'), '--error');
  await press(page, screen.scrollBar, { x: tick.x + 2, y: tick.y + 1 });
  await expect(screen.focused).toHaveAccessibleName(NEEDLE);
  await expect(screen.focused).toBeInViewport();
});

test('row 999,999 is read from the accessibility tree, by keyboard', async ({ page, clew }) => {
  const screen = await TracePage.open(page, clew, trace.id);
  await page.keyboard.press('u');
  await screen.hasLines(MILLION);
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(screen.focused).toHaveAttribute('aria-rowindex', '999999');

  const debug = await page.context().newCDPSession(page);
  const { nodes } = await debug.send('Accessibility.getFullAXTree');
  const property = (node: (typeof nodes)[number], name: string): unknown =>
    node.properties?.find((each) => each.name === name)?.value.value;
  const row = nodes.find((node) => node.role?.value === 'row' && property(node, 'focused') === true)!;
  expect(row.name?.value).toMatch(NEEDLE);
  expect(property(row, 'level')).toBe(3);
  const cells = nodes.filter((node) => node.parentId === row.nodeId && node.role?.value === 'gridcell');
  expect(cells.map(({ name }) => name?.value)).toEqual([
    expect.stringContaining('write ledger'),
    '1 µs',
    'level 3',
  ]);
  const grid = nodes.find(({ role }) => role?.value === 'treegrid');
  expect(grid?.name?.value).toBe('Spans');
});
