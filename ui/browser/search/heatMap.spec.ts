import { expect } from '../fixtures';
import { HOUR, rows, test } from './hour';

test('the heat map counts all matches, and a box drawn on it narrows the search', async ({ page, clew }) => {
  await page.goto(clew.page + HOUR + '&limit=10');
  await expect(page.locator('.heat-panel')).toContainText('60 traces');
  await expect(page.locator('.heat-panel')).toContainText('6 with errors');
  await expect(page.getByText('Newest 10 of 60 traces')).toBeVisible();
  const plot = page.locator('.u-over');
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 20, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/trace%3Aduration/);
  await expect(page.getByText('Newest 10 of 30 traces')).toBeVisible();
  await expect(page.getByLabel('Max trace duration')).toHaveValue(/^[0-9.]+ms$/);
  await page.goBack();
  await expect(page.getByText('Newest 10 of 60 traces')).toBeVisible();
});

test('with the keyboard alone, on a slow machine: a cell of the heat map, rows, a selection', async ({
  page,
  clew,
}) => {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(clew.page + HOUR);
  const plot = page.getByRole('application', { name: /60 traces, 6 with errors/ });
  await expect(plot).toHaveAttribute('data-ready', 'true');
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.heat-map > [role=status]')).toContainText('1 trace, 1 with errors');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trace\/0{29}a3b/);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.goBack();

  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 trace selected')).toBeVisible();
  await expect(page).toHaveURL(/selected=0{29}a3a/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trace\/0{29}a3a/);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.goBack();
  await expect(page.getByText('1 trace selected')).toBeVisible();
});
