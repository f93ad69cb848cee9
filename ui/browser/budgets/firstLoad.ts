import type { Browser } from '@playwright/test';
import type { Figure } from './figures';

/** What a browser without a cache fetches to show the page first, the API's answers apart: bytes on the wire, compressed as the browser asks. */
export async function firstLoad(browser: Browser, root: string): Promise<Figure[]> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const answers = new Map<string, { url: string; encoding: string }>();
  let bytes = 0;
  const files: string[] = [];
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const encoding =
      response.headers['content-encoding'] ?? response.headers['Content-Encoding'] ?? 'as it is';
    answers.set(requestId, { url: response.url, encoding });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { url, encoding } = answers.get(requestId)!;
    if (url.startsWith(root) && !url.startsWith(root + '/api/')) {
      bytes += encodedDataLength;
      files.push(`${new URL(url).pathname} ${(encodedDataLength / 1000).toFixed(1)} kB ${encoding}`);
    }
  });
  await page.goto(root + '/search', { waitUntil: 'networkidle' });
  await page.context().close();
  console.error(files.join('\n'));
  return [
    {
      name: 'first load',
      value: bytes / 1000,
      unit: 'kB',
      budget: 120,
      note: `${files.length} files, Brotli where the server has it`,
    },
  ];
}
