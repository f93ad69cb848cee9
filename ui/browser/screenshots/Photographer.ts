import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';

const MAX_BYTES = 300_000;

/** How long a page has to come to rest. */
const REST_MILLIS = 60_000;

export interface Look {
  readonly theme?: 'dark' | 'light';
  readonly width?: number;
  readonly height?: number;
  readonly phone?: boolean;
}

/** Takes pictures of pages, the same ones each time: in UTC, without motion, once nothing changes any more. */
export class Photographer {
  constructor(private readonly browser: Browser) {}

  /**
   * Writes a picture of what a script has brought on the screen.
   *
   * @throws Error where the page wrote an error or a warning to its console, or the picture is larger than 300 kB
   */
  async take(path: string, look: Look, bring: (page: Page) => Promise<unknown>): Promise<void> {
    const context = await this.browser.newContext(options(look));
    try {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) {
          complaints.push(message.text());
        }
      });
      await bring(page);
      await atRest(page);
      await page.screenshot({ path });
      const { size } = await stat(path);
      console.log(`${basename(path)}: ${Math.round(size / 1000)} kB`);
      if (complaints.length > 0 || size > MAX_BYTES) {
        throw new Error(`${path} is ${size} bytes long; the page complains: ${complaints.join('; ')}`);
      }
    } finally {
      await context.close();
    }
  }
}

function options({ theme = 'dark', width = 1440, height = 900, phone = false }: Look): BrowserContextOptions {
  const screen = phone
    ? { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }
    : { viewport: { width, height } };
  return { ...screen, colorScheme: theme, timezoneId: 'UTC', locale: 'en-GB', reducedMotion: 'reduce' };
}

/** Waits until two pictures, a moment apart, are the same and nothing says that it is loading. */
async function atRest(page: Page): Promise<void> {
  const end = Date.now() + REST_MILLIS;
  let before: Uint8Array = new Uint8Array();
  while (Date.now() < end) {
    await page.waitForTimeout(400);
    const now = await page.screenshot();
    const loading = await page.locator('[aria-busy=true], .skeleton').count();
    if (loading === 0 && now.equals(before)) {
      return;
    }
    before = now;
  }
  throw new Error(`${page.url()} does not come to rest`);
}
