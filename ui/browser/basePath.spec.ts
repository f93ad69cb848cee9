import { expect, test } from './fixtures';

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
