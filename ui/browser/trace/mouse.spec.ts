import { expect, test, TRACES } from './fixtures';
import { inked, pixelsOf, TracePage } from './tracePage';

const results = 'tr[data-trace]';

test('a search by the form leads to a trace', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await page.getByRole('combobox', { name: 'Service' }).fill('mai');
  await page.getByRole('option', { name: 'mail' }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('error=true');
  await page.getByRole('button', { name: 'Find Traces' }).click();
  await expect(page).toHaveURL(/mail/);
  await page.locator(results).first().getByRole('link').click();
  await expect(new TracePage(page).lines).toBeVisible();
  await expect(page).toHaveURL(/\/trace\/[0-9a-f]{32}/);
});

test('a search by TraceQL leads to a trace, and Back leads to the search again', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  const query =
    '{ name = "assess risk" && status = error && trace:rootName = "POST /checkout" && kind = internal }';
  await page.getByRole('textbox', { name: 'TraceQL query' }).fill(query);
  await page.getByRole('button', { name: 'Find Traces' }).click();
  const found = page.locator(`tr[data-trace="${TRACES.strange}"]`);
  await found.getByRole('link').click();
  const trace = new TracePage(page);
  await expect(trace.line(/^assess risk, payment, 18 ms, error, level 4/)).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'TraceQL query' })).toHaveValue(query);
  await expect(found).toBeVisible();
});

test('a click on the arrow of a line folds what is below it, another unfolds it', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.strange);
  const before = await trace.count();
  const checkout = trace.line(/^POST \/orders, checkout/);
  await checkout.locator('.line-fold').click();
  await expect(checkout).toHaveAttribute('aria-expanded', 'false');
  await trace.hasLines(before - 5);
  await checkout.locator('.line-fold').click();
  await expect(checkout).toHaveAttribute('aria-expanded', 'true');
  await trace.hasLines(before);
});

test('all is folded, unfolded, or unfolded to a level', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await trace.tool('Unfold').click();
  await trace.hasLines(400);
  await trace.tool('Fold').click();
  await trace.hasLines(1);
  await trace.tool(/how many are unfolded/).click();
  await page.getByRole('menuitemradio', { name: '2 levels', exact: true }).click();
  await expect(trace.tool(/how many are unfolded/)).toHaveText('2 levels');
  await expect(trace.lines.locator('[aria-level="2"]').first()).toBeVisible();
  await expect(trace.lines.locator('[aria-level="3"]')).toHaveCount(0);
});

test('a run of the same calls is one line, unfolds by a click and folds by its first line', async ({
  page,
  clew,
}) => {
  const trace = await TracePage.open(page, clew, TRACES.loop);
  const run = trace.line(/^60 spans SELECT variants, catalogue, p50 .* max /);
  const before = await trace.count();
  await run.click();
  await trace.hasLines(before + 59);
  const first = trace.line(/^SELECT variants, .* first of 60/);
  await first.getByTitle('Fold them into one line').click();
  await expect(run).toBeVisible();
  await trace.hasLines(before);
});

test('the wheel zooms at the pointer, a drag moves, a double click fits a span', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  const box = (await page.locator('.waterfall-bars').boundingBox())!;
  await page.mouse.move(box.x + box.width / 4, box.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  const zoomed = (await trace.window())!;
  const whole = 80e6;
  expect(zoomed.to - zoomed.from).toBeLessThan(whole * 0.6);
  const under = zoomed.from + (zoomed.to - zoomed.from) / 4;
  expect(Math.abs(under - whole / 4)).toBeLessThan(whole / 100);

  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 4 - 60, box.y + 100, { steps: 4 });
  await page.mouse.up();
  const moved = (await trace.window())!;
  expect(moved.from).toBeGreaterThan(zoomed.from);
  expect(moved.to - moved.from).toBeCloseTo(zoomed.to - zoomed.from, -1);
  await expect(trace.details).toBeHidden();

  await page.mouse.dblclick(box.x + box.width / 2, box.y + 22 * 2.5);
  const fitted = (await trace.window())!;
  expect(fitted.to - fitted.from).toBeCloseTo(16.2e6 * 1.2, -6);
  await expect(trace.focused).toHaveAccessibleName(/POST \/refunds/);
});

test('a drag over the overview zooms, a double click on it shows all again', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  const box = (await trace.overview.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 4 });
  await page.mouse.up();
  const { from, to } = (await trace.window())!;
  expect(from / 80e6).toBeCloseTo(0.25, 1);
  expect(to / 80e6).toBeCloseTo(0.5, 1);
  await page.mouse.dblclick(box.x + box.width * 0.9, box.y + box.height - 4);
  expect(await trace.window()).toBeNull();
});

test('what is found is counted, has ticks beside the scroll bar, and is gone through', async ({
  page,
  clew,
}) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  const ticks = trace.scrollBar.locator('canvas');
  expect(await inked(ticks, 'left')).toBe(0);
  await trace.find.fill('score');
  await expect(trace.found).toHaveText(/^1 of (\d+)$/);
  expect(await inked(ticks, 'left')).toBeGreaterThan(0);
  await expect(trace.focused).toHaveAccessibleName(/^score, search/);
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(trace.found).toHaveText(/^2 of/);
  await page.getByRole('button', { name: 'Previous match' }).click();
  await page.getByRole('button', { name: 'Previous match' }).click();
  await expect(trace.found).toHaveText(/^(\d+) of \1$/);
  await expect(page).toHaveURL(/uiFind=score/);
});

test('a find by TraceQL, and where it is wrong the place', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await trace.find.fill('{ status = error }');
  await trace.find.press('Enter');
  await expect(trace.found).toHaveText(/^1 of 19$/);
  await trace.find.fill('{ status = eror }');
  await trace.find.press('Enter');
  const wrong = page.getByRole('alert');
  await expect(wrong).toContainText('Character 12');
  await trace.lines.getByRole('row').nth(2).click();
  const [told, panel] = [(await wrong.boundingBox())!, (await trace.details.boundingBox())!];
  expect(told.y + told.height, 'above the details').toBeLessThanOrEqual(panel.y);
});

test('the count of errors in the header leads from one to the next', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await page.getByTitle('Go to the next error').click();
  await expect(trace.focused).toHaveAccessibleName(/, error, /);
});

test('where all lines show, a tick stands beside its line and leads to it', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.strange);
  const ticks = trace.scrollBar.locator('canvas');
  const [{ x, y }] = await pixelsOf(ticks, '--error');
  const bar = (await ticks.boundingBox())!;
  const line = (await trace.line(/^assess risk/).boundingBox())!;
  expect(bar.y + y).toBeGreaterThanOrEqual(line.y);
  expect(bar.y + y).toBeLessThan(line.y + line.height);
  await page.mouse.click(bar.x + x + 2, bar.y + y + 1);
  await expect(trace.focused).toHaveAccessibleName(/^assess risk/);
});

test('a link of a span opens the span that it names', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.strange);
  await trace.line(/^POST \/orders, checkout/).click();
  await trace.details.getByRole('link', { name: new RegExp(`^Trace ${TRACES.shop}`) }).click();
  await expect(page).toHaveURL(new RegExp(`/trace/${TRACES.shop}`));
  await expect(trace.focused).toHaveAccessibleName(/^GET \/cart, gateway, 80 ms/);
  await expect(trace.details.getByRole('heading', { name: 'GET /cart' })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/trace/${TRACES.strange}`));
  await expect(trace.focused).toHaveAccessibleName(/^POST \/orders, checkout/);
});

for (const [action, operator] of [
  ['Filter for', '='],
  ['Exclude', '!='],
] as const) {
  test(`“${action}” searches for an attribute's value`, async ({ page, clew }) => {
    const trace = await TracePage.open(page, clew, TRACES.shop);
    await trace.line(/^GET \/items, payment/).click();
    const attribute = trace.details.locator('.attribute').filter({ hasText: 'http.request.method' });
    await attribute.hover();
    await attribute.getByRole('link', { name: `${action} http.request.method` }).click();
    await expect(page.getByRole('textbox', { name: 'TraceQL query' })).toHaveValue(
      `{ span.http.request.method ${operator} "GET" }`,
    );
    await expect(page.locator(results).first()).toBeVisible();
  });
}

test('nothing of the pointer is left over the details when they open', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  const box = (await page.locator('.waterfall-bars').boundingBox())!;
  await page.mouse.move(box.x + box.width - 120, box.y + 30);
  await expect(page.locator('.tip')).toBeVisible();
  await page.mouse.click(box.x + box.width - 120, box.y + 30);
  await expect(trace.details).toBeVisible();
  await expect(page.locator('.tip')).toBeHidden();
  await expect(page.locator('.crosshair')).toBeHidden();
  await expect(page.locator('.crosshair-time')).toBeHidden();
});
