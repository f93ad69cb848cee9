import { expect, test } from '../trace/fixtures';

test('a search that was paused is still paused after a reload, and when Back leads to it', async ({
  page,
  clew,
}) => {
  await page.goto(clew.page + '/search?lookback=1h');
  await page.getByRole('button', { name: 'Live' }).click();
  const paused = page.getByRole('button', { name: 'Paused' });
  await expect(paused).toHaveAttribute('aria-pressed', 'false');
  await expect(page).toHaveURL(/#v1&paused=1/);
  await page.reload();
  await expect(paused).toBeVisible();
  await page.locator('tr[data-trace]').first().getByRole('link').click();
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.goBack();
  await expect(paused).toBeVisible();
});
