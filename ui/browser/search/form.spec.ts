import { expect } from '../fixtures';
import { find, HOUR, line, rows, test } from './hour';

test('the form writes the line, and a line that the form can say fills the form', async ({ page, clew }) => {
  await page.goto(clew.page + HOUR);
  await page.getByRole('combobox', { name: 'Service' }).fill('sho');
  await page.getByRole('option', { name: 'shop' }).click();
  await page.getByLabel('Min span duration').fill('30ms');
  await expect(line(page)).toHaveValue('{ resource.service.name = "shop" && duration >= 30ms }');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(15);

  await line(page).fill('{ resource.service.name = "cart" }');
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('cart');
  await line(page).fill('{ status = error || trace:duration > 50ms }');
  await expect(page.getByText('The query says more than the form can show.')).toBeVisible();
  await find(page);
  await expect(rows(page)).toHaveCount(15);

  await page.goBack();
  await expect(line(page)).toHaveValue('{ resource.service.name = "shop" && duration >= 30ms }');
  await expect(rows(page)).toHaveCount(15);
});

test('a fault is shown at its place while the query is written', async ({ page, clew }) => {
  await page.goto(clew.page + HOUR);
  await line(page).fill('{ duration > 1s } }');
  await expect(page.locator('.query-line mark')).toHaveText('}');
  await expect(line(page)).toHaveAttribute('aria-describedby', 'traceql-fault');
  await expect(page.locator('#traceql-fault')).toContainText('Expected the end of the query');
  await find(page);
  await expect(page.getByRole('alert')).toContainText('The query cannot be read');
  await page.getByLabel('TraceQL query').fill('');
  await page.getByLabel('Max span duration').fill('5 parsecs');
  await expect(page.getByLabel('Max span duration')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('#form-fault')).toContainText('parsecs');
});
