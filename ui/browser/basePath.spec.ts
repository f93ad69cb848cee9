import { expect, expectAccessible, test } from './fixtures';
import { send } from './traces/send';
import { shopTrace } from './traces/shapes';
import { traceId } from './traces/span';

test.use({ basePath: '/tools/clew' });

test('below a base path every screen, link and file is below it', async ({ page, clew }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(clew.page + '/');
  await expect(page).toHaveURL(clew.page + '/search');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(clew.page + '/elsewhere');
  await page.getByRole('link', { name: 'Go to search' }).click();
  await expect(page).toHaveURL(clew.page + '/search');
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.filter((path) => !path.startsWith('/tools/clew/'))).toEqual([]);
});

test('below a base path a trace opens with its worker, by its id in the header', async ({ page, clew }) => {
  const trace = shopTrace(7, BigInt(Date.now()) * 1_000_000n, 40);
  await send(clew.otlp, trace);
  await page.goto(clew.page + '/search');
  const field = page.getByRole('textbox', { name: 'Trace id' });
  await field.fill(traceId(7));
  await field.press('Enter');
  await expect(page).toHaveURL(`${clew.page}/trace/${traceId(7)}`);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('treegrid')).toBeVisible();
  await expectAccessible(page);
});
