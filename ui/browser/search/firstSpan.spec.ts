import { expect, expectAccessible, test } from '../fixtures';
import { send } from '../traces/send';
import { rows, single } from './hour';

test.describe.configure({ mode: 'serial' });
test.use({ store: 'first span' });

test('an empty store says how to send a first span, and shows it when it has come', async ({
  page,
  clew,
}) => {
  await page.goto(clew.page + '/');
  await expect(page.getByRole('heading', { name: 'Clew is ready for its first span' })).toBeVisible();
  for (const language of ['Node', 'Python', 'Java', 'curl']) {
    await page.getByRole('tab', { name: language }).click();
    await expect(page.getByLabel(`Commands for ${language}`, { exact: true })).toContainText(clew.otlp);
  }
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
  await send(clew.otlp, single('f1', 'first', 'hello', Date.now() - 1000, 5));
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('hello');
});

test('what arrives is shown by itself, and waits while someone points at the rows', async ({
  page,
  clew,
}) => {
  await page.goto(clew.page + '/search?lookback=1h');
  await expect(rows(page)).toHaveCount(1);
  await send(clew.otlp, single('f2', 'first', 'second', Date.now() - 1000, 5));
  await expect(rows(page)).toHaveCount(2, { timeout: 30_000 });
  await rows(page).first().hover();
  await send(clew.otlp, single('f3', 'first', 'third', Date.now() - 1000, 5));
  const chip = page.getByRole('button', { name: '1 new' });
  await expect(chip).toBeVisible({ timeout: 30_000 });
  await expect(rows(page)).toHaveCount(2);
  await chip.click();
  await expect(rows(page)).toHaveCount(3);
});
