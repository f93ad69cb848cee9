import type { Page } from '@playwright/test';
import { expect, test, TRACES } from './fixtures';
import { spanId } from '../traces/span';
import { TracePage } from './tracePage';

/** Presses keys one after the other. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
  }
}

/** Whether what has the focus shows it, by an outline or a ground of its own. */
function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement!;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return element !== document.body && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  });
}

test('from a query to a span’s details and to the search again, with the keyboard alone', async ({
  page,
  clew,
}) => {
  await page.goto(clew.page + '/search');
  await press(page, '/');
  await page.keyboard.type('{ name = "assess risk" && status = error && trace:rootName = "POST /checkout" }');
  await press(page, 'Enter');
  await expect(page.locator('tr[data-trace]').first()).toBeVisible();
  await expect(page).toHaveURL(/assess/);
  await press(page, 'Tab', 'j', 'Enter');
  const trace = new TracePage(page);
  await expect(trace.lines).toBeVisible();

  await press(page, '/');
  await page.keyboard.type('{ name = "assess risk" && status = error }');
  await press(page, 'Enter');
  await expect(trace.found).toHaveText(/^1 of/);
  await press(page, 'Escape', 'Enter');
  await expect(trace.focused).toHaveAccessibleName(/^assess risk/);
  await expect(trace.details.getByRole('heading', { name: 'assess risk' })).toBeVisible();
  await press(page, 'Escape', 'g', 's');
  await expect(page).toHaveURL(/\/search/);
});

test('the lines are a tree: arrows move, unfold and fold, Enter opens the details', async ({
  page,
  clew,
}) => {
  const trace = await TracePage.open(page, clew, TRACES.strange);
  const all = await trace.count();
  await press(page, 'j');
  await expect(trace.focused).toBeFocused();
  await expect(trace.focused).toHaveAccessibleName(/^POST \/checkout, gateway, 120 ms, 1 below, level 1/);
  expect(await focusShows(page)).toBe(true);
  await press(page, 'ArrowRight');
  await expect(trace.focused).toHaveAccessibleName(/^POST \/orders, checkout/);
  await press(page, 'ArrowLeft');
  await expect(trace.focused).toHaveAttribute('aria-expanded', 'false');
  await trace.hasLines(all - 5);
  await press(page, 'ArrowLeft');
  await expect(trace.focused).toHaveAccessibleName(/^POST \/checkout/);
  await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter');
  await expect(trace.details.getByRole('heading', { name: 'POST /charges' })).toBeVisible();
  await press(page, 'ArrowDown');
  await expect(trace.details.getByRole('heading', { name: 'assess risk' })).toBeVisible();
  await expect(trace.details.getByText('no such customer: 4711').first()).toBeVisible();
  await press(page, 'Escape');
  await expect(trace.details).toBeHidden();
  await expect(trace.focused).toBeFocused();
  await press(page, 'End');
  await expect(trace.focused).toHaveAttribute('aria-rowindex', String(all));
  await press(page, 'Home');
  await expect(trace.focused).toHaveAttribute('aria-rowindex', '1');
});

test('keys fold, zoom, move, and show the critical path', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await press(page, 'c');
  await trace.hasLines(1);
  await press(page, '>', '>');
  await expect(trace.lines.locator('[aria-level="3"]').first()).toBeVisible();
  await expect(trace.lines.locator('[aria-level="4"]')).toHaveCount(0);
  await press(page, '<');
  await expect(trace.lines.locator('[aria-level="3"]')).toHaveCount(0);
  await press(page, 'u');
  await trace.hasLines(400);
  await press(page, 'p');
  await expect(trace.lines).toHaveAttribute('aria-rowcount', /^(?!400$)\d+$/);
  await press(page, 'p');
  await trace.hasLines(400);

  await press(page, 'w', 'w');
  const near = (await trace.window())!;
  expect(near.to - near.from).toBeCloseTo(80e6 * 0.36, -3);
  await press(page, 'd');
  expect((await trace.window())!.from).toBeGreaterThan(near.from);
  await press(page, 'a', 's', 's');
  expect(await trace.window()).toBeNull();
  await press(page, 'j', 'j', 'z');
  expect(await trace.window()).not.toBeNull();
  await press(page, 'f');
  expect(await trace.window()).toBeNull();
});

test('keys go from match to match and from error to error', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await press(page, 'e');
  await expect(trace.focused).toHaveAccessibleName(/, error, /);
  const first = await trace.focused.getAttribute('aria-label');
  await press(page, 'e');
  await expect(trace.focused).not.toHaveAccessibleName(first!);
  await press(page, 'E');
  await expect(trace.focused).toHaveAccessibleName(first!);
  await press(page, '/');
  await page.keyboard.type('"hash password"');
  await press(page, 'Enter');
  await expect(trace.found).toHaveText(/ of /);
  await press(page, 'Enter');
  await expect(trace.found).toHaveText(/^\d+ of \d+$/);
  await press(page, 'Escape');
  await expect(trace.find).toHaveValue('');
});

test('an open run folds again', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.loop);
  const before = await trace.count();
  await press(page, 'j', 'j', 'j', 'Enter');
  await trace.hasLines(before + 59);
  await press(page, 'ArrowLeft');
  await trace.hasLines(before);
});

test('Tab reaches everything on the screen, and what has the focus shows it', async ({ page, clew }) => {
  await TracePage.open(page, clew, TRACES.strange, `#v1&details=1&span=${spanId(3)}`);
  await expect(page.getByRole('searchbox', { name: 'Search in this span' })).toBeVisible();
  const reached: string[] = [];
  for (let i = 0; i < 60; i++) {
    await press(page, 'Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return element === document.body
        ? null
        : element.getAttribute('aria-label') ||
            element.innerText ||
            element.getAttribute('placeholder') ||
            '';
    });
    if (at === null) {
      break;
    }
    expect(await focusShows(page), `focus on “${at}”`).toBe(true);
    reached.push(at.trim());
  }
  for (const name of [
    'Copy the trace',
    'Find in the trace',
    'Waterfall',
    'Fold',
    'Critical path',
    'Width of the names',
    'Width of the details',
    'Copy the span',
    'Close the details',
    'Filter for clock',
  ]) {
    expect(reached).toContainEqual(expect.stringContaining(name));
  }
});

test('the help lists the keys of the trace, and a command of the palette runs', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await press(page, '?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(help.getByText('Fold one level more', { exact: true })).toBeVisible();
  await press(page, 'Escape');
  await press(page, 'Control+k');
  await page.keyboard.type('fold everyth');
  await press(page, 'Enter');
  await expect(trace.lines).toHaveAttribute('aria-rowcount', '1');
});

test('the table and the statistics are worked by keys', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await page.getByRole('tab', { name: 'Waterfall' }).focus();
  await press(page, 'ArrowRight', 'ArrowRight');
  await expect(page.getByRole('tab', { name: 'Table' })).toBeFocused();
  const table = page.getByRole('grid');
  await table.getByRole('button', { name: 'Duration' }).focus();
  await press(page, 'Enter');
  await expect(table.getByRole('columnheader', { name: 'Duration' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.getByRole('tab', { name: 'Table' }).focus();
  await press(page, 'ArrowRight');
  await expect(page.getByRole('rowheader', { name: 'payment' })).toBeVisible();
  await press(page, 'Home');
  await expect(trace.lines).toBeVisible();
});
