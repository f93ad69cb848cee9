import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { difference } from './pictures';
import { ClewProcess } from './ClewProcess';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NOON = 1_674_993_600_000; // 2023-01-29T12:00:00Z
const DAY = '/search?start=2023-01-29T12:00:00Z&end=2023-01-29T12:59:59Z';

let clew: ClewProcess;

interface Sent {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  readonly millis: number;
  readonly duration: number;
  readonly fails?: boolean;
}

/** Sends traces of one span each. */
async function send(traces: readonly Sent[]): Promise<void> {
  const nanos = (millis: number) => `${BigInt(Math.round(millis * 1000)) * 1000n}`;
  const answer = await fetch(clew.otlp + '/v1/traces', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceSpans: traces.map(({ id, service, name, millis, duration, fails }) => ({
        resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
        scopeSpans: [
          {
            spans: [
              {
                traceId: id.padStart(32, '0'),
                spanId: id.padStart(16, '0'),
                name,
                startTimeUnixNano: nanos(millis),
                endTimeUnixNano: nanos(millis + duration),
                status: fails ? { code: 2 } : {},
              },
            ],
          },
        ],
      })),
    }),
  });
  expect(answer.status).toBe(200);
}

/** 60 traces, one a minute from noon on: the n-th lasts n + 1 ms, every tenth fails. */
const HOUR: readonly Sent[] = Array.from({ length: 60 }, (_, minute) => ({
  id: (0xa00 + minute).toString(16),
  service: minute % 2 === 0 ? 'shop' : 'cart',
  name: minute % 2 === 0 ? 'POST /order' : 'GET /cart',
  millis: NOON + minute * 60_000,
  duration: minute + 1,
  fails: minute % 10 === 9,
}));

const rows = (page: Page) => page.locator('tr[data-trace]');
const line = (page: Page) => page.getByLabel('TraceQL query');
const find = (page: Page) => page.getByRole('button', { name: 'Find Traces' }).click();

/** A picture of the page once fading and drawing have ended. */
async function settled(page: Page): Promise<Buffer> {
  let last = await page.screenshot();
  await expect(async () => {
    const now = await page.screenshot();
    const same = now.equals(last);
    last = now;
    expect(same).toBe(true);
  }).toPass();
  return last;
}

test.describe.configure({ mode: 'serial' });
test.use({ timezoneId: 'UTC', viewport: { width: 1280, height: 900 } });

test.beforeAll(async () => {
  test.setTimeout(600_000);
  clew = await ClewProcess.start();
});
test.afterAll(() => clew.stop());

test.beforeEach(({ page }) => {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      throw new Error(message.text());
    }
  });
  page.on('pageerror', (error) => {
    throw error;
  });
});

test('an empty store says how to send a first span, and shows it when it has come', async ({ page }) => {
  await page.goto(clew.page + '/');
  await expect(page.getByRole('heading', { name: 'Clew is ready for its first span' })).toBeVisible();
  for (const language of ['Node', 'Python', 'Java', 'curl']) {
    await page.getByRole('tab', { name: language }).click();
    await expect(page.getByLabel(`Commands for ${language}`, { exact: true })).toContainText(clew.otlp);
  }
  await send([{ id: 'f1', service: 'first', name: 'hello', millis: Date.now() - 1000, duration: 5 }]);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('hello');
});

test('what arrives is shown by itself, and waits while someone points at the rows', async ({ page }) => {
  await page.goto(clew.page + '/search?lookback=1h');
  await expect(rows(page)).toHaveCount(1);
  await send([{ id: 'f2', service: 'first', name: 'second', millis: Date.now() - 1000, duration: 5 }]);
  await expect(rows(page)).toHaveCount(2, { timeout: 30_000 });
  await rows(page).first().hover();
  await send([{ id: 'f3', service: 'first', name: 'third', millis: Date.now() - 1000, duration: 5 }]);
  const chip = page.getByRole('button', { name: '1 new' });
  await expect(chip).toBeVisible({ timeout: 30_000 });
  await expect(rows(page)).toHaveCount(2);
  await chip.click();
  await expect(rows(page)).toHaveCount(3);
});

test('the form writes the line, and a line that the form can say fills the form', async ({ page }) => {
  await send(HOUR);
  await page.goto(clew.page + DAY);
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

test('a fault is shown at its place while the query is written', async ({ page }) => {
  await page.goto(clew.page + DAY);
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

test('the heat map counts all matches, and a box drawn on it narrows the search', async ({ page }) => {
  await page.goto(clew.page + DAY + '&limit=10');
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

test('with the keyboard alone: a cell of the heat map, rows, a selection', async ({ page }) => {
  await page.goto(clew.page + DAY);
  const plot = page.getByRole('application', { name: /60 traces, 6 with errors/ });
  await expect(plot).toHaveAttribute('data-ready', 'true');
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.heat-map > [role=status]')).toContainText('1 trace, 1 with errors');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trace\/0{29}a3b/);
  await page.goBack();

  await expect(rows(page)).toHaveCount(50);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(page.getByText('1 trace selected')).toBeVisible();
  await expect(page).toHaveURL(/selected=0{29}a3a/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trace\/0{29}a3a/);
  await page.goBack();
  await expect(page.getByText('1 trace selected')).toBeVisible();
});

test('sorting by duration asks for the longest of all; other columns say what they sort', async ({
  page,
}) => {
  await page.goto(clew.page + DAY + '&limit=5');
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

test("a link of Jaeger's UI lands on the same traces", async ({ page }) => {
  const tags = encodeURIComponent('{"error":"true"}');
  const micros = (millis: number) => `${millis}000`;
  await page.goto(
    `${clew.page}/search?service=cart&operation=GET%20%2Fcart&tags=${tags}&lookback=1h&limit=20&minDuration=15ms` +
      `&maxDuration&start=${micros(NOON)}&end=${micros(NOON + 3_600_000)}`,
  );
  await expect(page.getByRole('combobox', { name: 'Service' })).toHaveValue('cart');
  await expect(page.getByLabel('Min span duration')).toHaveValue('15ms');
  await expect(page.getByLabel('Tags')).toHaveValue('error=true');
  await expect(page).toHaveURL(/start=2023-01-29T12%3A00%3A00Z/);
  await expect(rows(page)).toHaveCount(5);
});

test('an address with absolute times shows the same pixels again', async ({ page }) => {
  await page.goto(clew.page + DAY + '&order=duration');
  await expect(page.locator('.heat-plot')).toHaveAttribute('data-ready', 'true');
  await expect(rows(page)).toHaveCount(50);
  const before = await settled(page);
  await page.reload();
  await expect(page.locator('.heat-plot')).toHaveAttribute('data-ready', 'true');
  await expect(rows(page)).toHaveCount(50);
  expect(await difference(page, await settled(page), before)).toBeLessThanOrEqual(3);
});

test('where nothing is found it says what to widen', async ({ page }) => {
  await page.goto(clew.page + '/search?q=%7B+name+%3D+%22GET+%2Fcart%22+%7D&lookback=5m');
  await expect(page.getByRole('heading', { name: 'No trace was found' })).toBeVisible();
  await page.getByRole('button', { name: 'Show the newest match' }).click();
  await expect(rows(page).first()).toContainText('GET /cart');
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing in the ${colorScheme} theme`, async ({ browser }) => {
    const page = await browser.newPage({ colorScheme, bypassCSP: true });
    for (const search of [DAY, '/search?lookback=5m&q=%7Bname%3D%22none%22%7D', '/search?q=%7B%7D%7D']) {
      await page.goto(clew.page + search);
      await expect(page.locator('tr[data-trace], .nothing li, .error-panel').first()).toBeVisible();
      await page.addScriptTag({ content: AXE });
      const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
      expect(found, search).toEqual([]);
    }
    await page.close();
  });
}
