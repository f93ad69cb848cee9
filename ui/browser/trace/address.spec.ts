import { difference, picture } from '../pictures';
import { expect, test, TRACES } from './fixtures';
import { TracePage } from './tracePage';

/** Chromium may round the edges of letters and lines by a level or two from one drawing to the next. */
const ROUNDING = 3;

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a trace that is folded, zoomed and scrolled is the same picture after a reload, ${colorScheme}`, async ({
    page,
    clew,
  }) => {
    await page.emulateMedia({ colorScheme });
    const trace = await TracePage.open(page, clew, TRACES.shop);
    await trace
      .line(/^POST \/refunds, payment/)
      .locator('.line-fold')
      .click();
    await page.keyboard.press('w');
    await page.keyboard.press('e');
    await page.keyboard.press('Enter');
    await expect(trace.details.getByText('Resource')).toBeVisible();
    // Neither the pointer nor the keyboard's focus is in an address.
    await page.mouse.move(5, 5);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await trace.written();
    const before = await picture(page);
    await page.reload();
    await expect(trace.details.getByText('Resource')).toBeVisible();
    expect(await difference(page, before, await picture(page))).toBeLessThanOrEqual(ROUNDING);
  });
}

test('the address that was copied shows the same picture in another window', async ({
  page,
  clew,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const trace = await TracePage.open(page, clew, TRACES.loop);
  await trace.line(/^60 spans/).click();
  await page.keyboard.press('w');
  await page.keyboard.press('y');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  const opened = new TracePage(other);
  await expect(opened.line(/first of 60/)).toBeVisible();
  expect(await opened.count()).toBe(await trace.count());
  expect(await opened.window()).toEqual(await trace.window());
});

test('Back goes from view to view, not from adjustment to adjustment', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await page.keyboard.press('w');
  await page.keyboard.press('c');
  await trace.written();
  await page.getByRole('tab', { name: 'Statistics' }).click();
  await expect(page).toHaveURL(/tab=statistics/);
  await page.goBack();
  await expect(trace.lines).toBeVisible();
  await trace.hasLines(1);
  await page.goBack();
  await expect(page).toHaveURL(/\/search/);
});

test('a trace that is read anew is looked at as before, however quickly', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await trace.line(/^GET \/items, payment/).click();
  await trace.written();
  await page.evaluate(() => {
    // In one task, so that the address cannot have followed.
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true }));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', bubbles: true }));
    [...document.querySelectorAll('button')].find((button) => button.innerText === 'Reload')!.click();
  });
  await expect(trace.lines).toHaveAttribute('aria-rowcount', '1');
  await page.waitForFunction(() => performance.getEntriesByName('clew:trace-painted').length === 2);
  await expect(trace.lines).toHaveAttribute('aria-rowcount', '1');
  expect(await trace.window()).not.toBeNull();
  await trace.hasLines(1);
});
