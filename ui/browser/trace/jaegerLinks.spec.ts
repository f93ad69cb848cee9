import { expect, test, TRACES } from './fixtures';
import { spanId } from '../traces/span';
import { TracePage } from './tracePage';

test('a link to a search finds the traces that Jaeger’s own API finds', async ({ page, clew }) => {
  const query = new URLSearchParams({
    service: 'payment',
    tags: JSON.stringify({ 'http.request.method': 'POST' }),
    lookback: '1h',
    limit: '20',
    minDuration: '10ms',
  });
  await page.goto(`${clew.page}/search?${query}`);
  const rows = page.locator('tr[data-trace]');
  await expect(rows.first()).toBeVisible();
  const answer = (await (await fetch(`${clew.page}/api/traces?${query}`)).json()) as {
    data: readonly { traceID: string }[];
  };
  const ours = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-trace')));
  expect(ours.length).toBeGreaterThan(3);
  expect(ours.toSorted()).toEqual(answer.data.map(({ traceID }) => traceID.padStart(32, '0')).toSorted());
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('payment');
  await expect(page.getByRole('textbox', { name: 'Tags' })).toHaveValue('http.request.method=POST');
});

test('a link to a trace with words to find goes to the first span that is found', async ({ page, clew }) => {
  const trace = await TracePage.open(page, clew, TRACES.strange, '?uiFind=risk');
  await expect(trace.find).toHaveValue('risk');
  await expect(trace.found).toHaveText('1 of 1');
  await expect(trace.focused).toHaveAccessibleName(/^assess risk/);
});

test('a short trace id in capitals is the same trace', async ({ page, clew }) => {
  await TracePage.open(page, clew, TRACES.strange.toUpperCase());
});

test('a link with a duration that is none shows the form, with the fault at its field', async ({
  page,
  clew,
}) => {
  await page.goto(`${clew.page}/search?service=payment&minDuration=5+parsecs&lookback=1h`);
  const field = page.getByRole('textbox', { name: 'Min span duration' });
  await expect(field).toHaveValue('5 parsecs');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText(/parsecs/).first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('payment');
  await field.fill('5ms');
  await page.getByRole('button', { name: 'Find Traces' }).click();
  await expect(page.locator('tr[data-trace]').first()).toBeVisible();
});

test('a link that names a trace and a span leads to them', async ({ page, clew }) => {
  await page.goto(`${clew.page}/search?traceID=${TRACES.strange}&span=${spanId(5)}%40${TRACES.strange}`);
  await expect(page).toHaveURL(new RegExp(`/trace/${TRACES.strange}`));
  await expect(new TracePage(page).focused).toHaveAccessibleName(/^assess risk/);
});

test('a link that names several traces finds them', async ({ page, clew }) => {
  await page.goto(`${clew.page}/search?traceID=${TRACES.strange}&traceID=${TRACES.loop}`);
  await expect(page.locator('tr[data-trace]')).toHaveCount(2);
});
