import type { Browser } from '@playwright/test';
import type { Figure } from './figures';

/** What Chromium says of a file that a page fetched. */
interface Fetched {
  readonly name: string;
  readonly encodedBodySize: number;
  readonly contentEncoding?: string;
}

/**
 * What a browser without a cache fetches to show a screen first, scripts of workers included and the API's answers
 * apart: bytes of bodies, compressed as the browser asks. Over plain HTTP from another machine that is gzip.
 *
 * @param elsewhere the page's root, with a host name that the browser takes for another machine's
 */
export async function firstLoad(
  browser: Browser,
  elsewhere: string,
  screens: Readonly<Record<string, string>>,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, path] of Object.entries(screens)) {
    const page = await browser.newPage();
    await page.goto(elsewhere + path, { waitUntil: 'networkidle' });
    const files = (await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (entry) => entry.toJSON(),
      ),
    )) as Fetched[];
    await page.context().close();
    const own = files.filter((file) => !file.name.startsWith(elsewhere + '/api/'));
    const codings = [...new Set(own.map(({ contentEncoding }) => contentEncoding || 'as it is'))];
    const bytes = own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
    figures.push({
      name: `first load of ${name}`,
      value: bytes / 1000,
      unit: 'kB',
      budget: 120,
      note: `${own.length} files, ${codings.join(' or ')}`,
    });
  }
  return figures;
}
