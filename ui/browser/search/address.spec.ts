import type { Page } from '@playwright/test';
import { expect } from '../fixtures';
import { difference } from '../pictures';
import { HOUR, NOON, rows, test } from './hour';

/** A picture of the page once fading and drawing have ended. */
async function settled(page: Page): Promise<Buffer> {
  let last = await page.screenshot();
  await expect(async () => {
    const now = await page.screenshot();
    const same = now.equals(last);
    last = now;
    expect(same).toBe(true);
  }).toPass();
  return last;
}

test("a link of Jaeger's UI lands on the same traces", async ({ page, clew }) => {
  const tags = encodeURIComponent('{"error":"true"}');
  const micros = (millis: number) => `${millis}000`;
  await page.goto(
    `${clew.page}/search?service=cart&operation=GET%20%2Fcart&tags=${tags}&lookback=1h&limit=20&minDuration=15ms` +
      `&maxDuration&start=${micros(NOON)}&end=${micros(NOON + 3_600_000)}`,
  );
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('cart');
  await expect(page.getByLabel('Min span duration')).toHaveValue('15ms');
  await expect(page.getByLabel('Tags')).toHaveValue('error=true');
  await expect(page).toHaveURL(/start=2023-01-29T12%3A00%3A00Z/);
  await expect(rows(page)).toHaveCount(5);
});

test('an address with absolute times shows the same pixels again', async ({ page, clew }) => {
  await page.goto(clew.page + HOUR + '&order=duration');
  await expect(page.locator('.heat-plot')).toHaveAttribute('data-ready', 'true');
  await expect(rows(page)).toHaveCount(50);
  const before = await settled(page);
  await page.reload();
  await expect(page.locator('.heat-plot')).toHaveAttribute('data-ready', 'true');
  await expect(rows(page)).toHaveCount(50);
  expect(await difference(page, await settled(page), before)).toBeLessThanOrEqual(3);
});
