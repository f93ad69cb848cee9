import { expect, expectAccessible } from '../fixtures';
import { HOUR, test } from './hour';

const STATES = {
  'with results': HOUR,
  'with nothing found': '/search?lookback=5m&q=%7Bname%3D%22none%22%7D',
  'with a query that cannot be read': '/search?q=%7B%7D%7D',
};

for (const [state, address] of Object.entries(STATES)) {
  test(`axe finds nothing on the search screen ${state}, dark and light`, async ({ page, clew }) => {
    await page.goto(clew.page + address);
    await expect(page.locator('tr[data-trace], .nothing li, .error-panel').first()).toBeVisible();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
  });
}
