import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures';
import { hostileTrace, LARGE_VALUE, MANY_ATTRIBUTES, MARKUP, servicesTrace } from '../traces/hostile';
import { send } from '../traces/send';
import { traceId } from '../traces/span';
import { TracePage } from './tracePage';

test.use({ store: 'hostile' });

const BEGAN = BigInt(Math.floor(Date.now() / 1000) - 600) * 1_000_000_000n;
const HOSTILE = traceId(1);
const SERVICES = traceId(2);

test.beforeAll(({ clew }) => send(clew.otlp, hostileTrace(1, BEGAN), servicesTrace(2, BEGAN, 500)));

/** Nothing was taken for markup or code, and nothing is wider than its place. */
async function expectUnharmed(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
}

test('names, values and services of every kind are text, in every view', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, HOSTILE);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /<b>gateway<\/b> GET \/<i>{id}<\/i>\?a=1&amp;b=2/,
  );
  for (const text of MARKUP) {
    await expect(trace.lines.getByText(text).first()).toBeAttached();
  }
  for (const tab of ['Overview', 'Table', 'Statistics', 'Waterfall']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectUnharmed(page);
  }
  await expectAccessible(page);
});

test('the details of every span hold what was sent of it, and the layout holds', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, HOSTILE);
  const count = await trace.count();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  for (let line = 1; line <= count; line++) {
    await expect(trace.focused).toHaveAttribute('aria-rowindex', String(line));
    await expect(trace.details.getByText('Resource')).toBeVisible();
    await expect(trace.details.locator('[aria-busy=true]')).toHaveCount(0);
    const body = trace.details.locator('.details-body');
    expect(
      await body.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
      `line ${line}`,
    ).toBe(0);
    await page.keyboard.press('ArrowDown');
  }
  await expectUnharmed(page);
});

test('a search that finds them is unharmed too', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await expect(page.locator('tr[data-trace]')).toHaveCount(2);
  await page
    .locator(`tr[data-trace="${HOSTILE}"]`)
    .getByRole('button', { name: /^Matching spans/ })
    .click();
  await expectUnharmed(page);
  await expectAccessible(page);
});

test('a value of a megabyte is shown by pieces and copied whole', async ({ page, clew, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const trace = await TracePage.open(page, clew, HOSTILE);
  await trace.line(/^one large value/).click();
  const value = trace.details.locator('.attribute').filter({ hasText: 'megabyte of text' });
  await expect(value).toContainText('1 048 594 characters');
  expect((await value.innerText()).length).toBeLessThan(2_000);
  await value.getByRole('button', { name: 'Show more' }).click();
  await expect.poll(async () => (await value.innerText()).length).toBeGreaterThan(20_000);
  await value.hover();
  await value.getByRole('button', { name: 'Copy value of large' }).click();
  await expect(page.getByText('Copied the value of large')).toBeVisible();
  expect((await page.evaluate(() => navigator.clipboard.readText())) === LARGE_VALUE).toBe(true);
});

test('of ten thousand attributes some are shown, and any is found', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, HOSTILE);
  await trace.line(/^many attributes/).click();
  await expect(trace.details.getByText(`Show 1 000 more of 10 000`)).toBeVisible();
  expect(await trace.details.locator('.attribute').count()).toBeLessThan(200);
  await trace.details.getByRole('searchbox').fill(`value ${MANY_ATTRIBUTES - 1}`);
  await expect(trace.details.locator('.attribute', { hasText: `key.${MANY_ATTRIBUTES - 1}` })).toBeVisible();
  await expect(trace.details.locator('.attribute')).toHaveCount(1);
});

test('what turns or hides its neighbours is named, and text keeps its own direction', async ({
  page,
  clew,
}) => {
  const trace = await TracePage.open(page, clew, HOSTILE);
  await expect(trace.lines.getByText('invoice⟨U+202E⟩gnp.exe⟨U+2066⟩hidden⟨U+2069⟩').first()).toBeVisible();
  await expect(trace.lines.getByText('nul⟨U+0000⟩ bell⟨U+0007⟩').first()).toBeVisible();
  await expect(trace.lines.getByText('first line↵second line⏎↵⇥third line').first()).toBeVisible();
  await trace.line(/^שלום/).click();
  const heading = trace.details.getByRole('heading', { level: 2 }).locator('bdi');
  expect(await heading.evaluate((element) => getComputedStyle(element).unicodeBidi)).toBe('isolate');
});

test('a trace of five hundred services has a colour, a count and a line for each', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, SERVICES);
  await expect(page.locator('.trace-facts')).toContainText('500');
  await page.getByRole('tab', { name: 'Statistics' }).click();
  await expect(page.getByText('500 groups')).toBeVisible();
  await page.getByRole('rowheader', { name: 'service-0', exact: true }).scrollIntoViewIfNeeded();
  await page.getByRole('tab', { name: 'Waterfall' }).click();
  await expect(trace.lines).toHaveAttribute('aria-rowcount', '500');
  await expectUnharmed(page);
});
