import { expect } from '../fixtures';
import { HOUR, rows, test } from './hour';

test('sorting by duration asks for the longest of all; other columns say what they sort', async ({
  page,
  clew,
}) => {
  await page.goto(clew.page + HOUR + '&limit=5');
  await page.getByRole('button', { name: 'Duration' }).click();
  await expect(page.getByText('Longest 5 of 60 traces')).toBeVisible();
  await expect(rows(page).first()).toContainText('60 ms');
  await expect(page.getByRole('columnheader', { name: 'Duration' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.getByRole('button', { name: 'Errors' }).click();
  await expect(page.getByText('Longest 5 of 60 traces, these sorted by errors')).toBeVisible();
});

test('where nothing is found it says what to widen', async ({ page, clew }) => {
  await page.goto(clew.page + '/search?q=%7B+name+%3D+%22GET+%2Fcart%22+%7D&lookback=5m');
  await expect(page.getByRole('heading', { name: 'No trace was found' })).toBeVisible();
  await page.getByRole('button', { name: 'Show the newest match' }).click();
  await expect(rows(page).first()).toContainText('GET /cart');
});
