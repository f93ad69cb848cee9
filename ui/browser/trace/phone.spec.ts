import { expect, test, TRACES } from './fixtures';
import { TracePage } from './tracePage';

const WIDTH = 390;

test.use({ viewport: { width: WIDTH, height: 844 }, hasTouch: true, isMobile: true });

test('what the trace is, and all that can be done with it, is within the width of a phone', async ({
  page,
  clew,
}) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  for (const fact of ['Start', 'Duration', 'Spans', 'Services', 'Depth', 'Errors']) {
    await expect(page.locator('.trace-facts .fact', { hasText: fact })).toBeInViewport({ ratio: 1 });
  }
  for (const tool of ['Fold', 'Unfold', /how many are unfolded/, 'Critical path']) {
    await expect(trace.tool(tool)).toBeInViewport({ ratio: 1 });
  }
  for (const name of ['Copy the trace', 'Next match']) {
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  }
  await expect(trace.find).toBeInViewport({ ratio: 1 });
});

test('lines have the larger part of the screen, and names that can be read', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  const box = (await trace.lines.boundingBox())!;
  expect(box.height).toBeGreaterThan(844 / 2);
  const names = await trace.lines
    .locator('.line-name')
    .evaluateAll((all) => all.slice(0, 15).map((name) => name.clientWidth));
  expect(names.filter((width) => width >= 50).length).toBeGreaterThan(10);
});

test('a tap opens the details over the lower part, a button closes them', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.strange);
  await trace.line(/^assess risk/).tap();
  await expect(trace.details.getByRole('heading', { name: 'assess risk' })).toBeInViewport();
  await expect(trace.details.getByText('cache miss')).toBeVisible();
  const { width } = (await trace.details.boundingBox())!;
  expect(width).toBe(WIDTH);
  await trace.details.getByRole('button', { name: 'Close the details' }).tap();
  await expect(trace.details).toBeHidden();
});

for (const tab of ['Waterfall', 'Overview', 'Table', 'Statistics']) {
  test(`nothing is wider than the phone: ${tab}`, async ({ page, clew }) => {
    await TracePage.open(page, clew, TRACES.shop);
    await page.getByRole('tab', { name: tab }).tap();
    await expect(page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(WIDTH);
  });
}

test('errors are reached by a tap', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.shop);
  await page.getByTitle('Go to the next error').tap();
  await expect(trace.focused).toHaveAccessibleName(/, error, /);
  await expect(trace.focused).toBeInViewport();
});
