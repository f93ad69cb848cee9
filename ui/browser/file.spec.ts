import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { kitTrace } from '../src/testing/sourceKit';
import { writeJaeger } from '../src/testing/writeJaeger';
import { spansOf } from '../src/source/otlp';
import { expect, expectAccessible, test } from './fixtures';

const ONE = kitTrace(7, 60, 'full');
const SEVERAL = [1, 2, 3].map((seed) => writeJaeger(kitTrace(seed, 20, 'jaeger')));

/** Drops a file on the page, as a hand does. */
async function drop(page: Page, name: string, content: string | Buffer): Promise<void> {
  const bytes = Buffer.from(content).toString('base64');
  const data = await page.evaluateHandle(
    ([fileName, base64]) => {
      const transfer = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([raw], fileName));
      return transfer;
    },
    [name, bytes],
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
  await expect(page.getByText('They stay in this browser')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test('a dropped file opens, and nothing of it is sent anywhere', async ({ page, clew }) => {
  // Not from the search screen: with an empty store it asks again and again whether there is something.
  await page.goto(clew.page + '/file');
  await page.waitForLoadState('networkidle');
  const requests: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    // Parts of the page itself, which are asked for by their names alone.
    const isPart = /^\/(assets\/[\w.-]+|icon\.svg)$/.test(pathname) && search === '';
    if (!isPart || request.method() !== 'GET' || request.postData() !== null) {
      requests.push(`${request.method()} ${request.url()}`);
    }
  });
  await drop(page, 'one.json', JSON.stringify(ONE));
  await expect(page.getByText('from a file')).toBeVisible();
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find in the trace' }).fill('declined');
  const spans = spansOf(ONE);
  const declined = spans.filter(({ status }) => status.message === 'card declined');
  // Spans are found by id, and some share one.
  const ids = new Set(declined.map(({ spanId }) => spanId));
  const found = spans.filter(({ spanId }) => ids.has(spanId)).length;
  await expect(page.locator('.find-count')).toContainText(`of ${found}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByText('host.name').first()).toBeVisible();
  expect(requests).toEqual([]);
});

test('of several traces one is chosen, and Back leads to the list', async ({ page, clew }) => {
  await page.goto(clew.page + '/file');
  await expect(page.getByRole('heading', { name: 'Open traces from a file' })).toBeVisible();
  await expectAccessible(page);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  const content = gzipSync(SEVERAL.join('\n'));
  await (
    await choosing
  ).setFiles({ name: 'several.jsonl.gz', mimeType: 'application/gzip', buffer: content });
  await expect(page.getByText('3 traces, 60 spans')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Longest first');
  const links = page.getByRole('table').getByRole('link');
  await expect(links).toHaveCount(3);
  await links.first().click();
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.goBack();
  await expect(links).toHaveCount(3);
  await page.getByRole('searchbox', { name: 'Narrow the traces' }).fill('nothing like it');
  await expect(links).toHaveCount(0);
});

test('what could not be read is told, and the rest is there', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await drop(page, 'damaged.jsonl', [SEVERAL[0], SEVERAL[1].slice(0, 200), SEVERAL[2]].join('\n'));
  await page.getByText('1 part could not be read').click();
  await expect(page.getByText(/^line 2, byte \d+: /)).toBeVisible();
  await expect(page.getByRole('table').getByRole('link')).toHaveCount(2);
  await drop(page, 'letter.txt', 'Dear Sir or Madam');
  await expect(page.getByRole('alert')).toContainText(
    'letter.txt: no span of Jaeger, Zipkin or OTLP JSON is in it',
  );
});

test('TraceQL is said to need the server', async ({ page, clew }) => {
  await page.goto(clew.page + '/search');
  await drop(page, 'one.json', JSON.stringify(ONE));
  await page.getByRole('searchbox', { name: 'Find in the trace' }).fill('{ status = error }');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('TraceQL is evaluated by the server');
});

test('a worker that dies is told of, and trying again starts another', async ({ page, clew }) => {
  await page.addInitScript(() => {
    const Real = window.Worker;
    let first = true;
    window.Worker = class extends Real {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        if (first) {
          first = false;
          this.postMessage = () => this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
        }
      }
    };
  });
  await page.goto(clew.page + '/search');
  await drop(page, 'one.json', JSON.stringify(ONE));
  await expect(page.getByRole('alert')).toContainText('out of memory');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('treegrid')).toBeVisible();
});
