import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, TRACES } from './fixtures';
import { TracePage } from './tracePage';

/** States of the screen of one trace, each reached from the trace as it opens. */
const STATES: { readonly [state: string]: (trace: TracePage, page: Page) => Promise<void> } = {
  'as it opens': async () => {},
  'the details of a failed span': async (trace) => {
    await trace.line(/^assess risk/).click();
    await expect(trace.details.getByText('cache miss')).toBeVisible();
  },
  'the details of a span with links': async (trace) => {
    await trace.line(/^POST \/orders, checkout/).click();
    await expect(trace.details.getByRole('link', { name: /^Trace/ })).toBeVisible();
  },
  'a find that found': async (trace) => {
    await trace.find.fill('customer');
    await expect(trace.found).toHaveText(/of/);
  },
  'a find that is wrong': async (trace, page) => {
    await trace.find.fill('{ nonsense');
    await trace.find.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
  },
  'the critical path': async (trace) => trace.tool('Critical path').click(),
  'everything folded': async (trace) => trace.tool('Fold').click(),
  'the overview': async (_, page) => page.getByRole('tab', { name: 'Overview' }).click(),
  'the table': async (_, page) => page.getByRole('tab', { name: 'Table' }).click(),
  'the statistics': async (_, page) => page.getByRole('tab', { name: 'Statistics' }).click(),
  'the menu of what can be copied': async (_, page) =>
    page.getByRole('button', { name: 'Copy the trace' }).click(),
  'the menu of levels': async (trace) => trace.tool(/how many are unfolded/).click(),
  'the help': async (_, page) => page.keyboard.press('?'),
  'the palette': async (_, page) => page.keyboard.press('Control+k'),
  'something copied': async (_, page) => {
    await page.keyboard.press('y');
    await expect(page.getByText('Copied the link')).toBeVisible();
  },
};

/** By axe-core, in both themes. */
async function expectNothingFound(page: Page): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    await expectAccessible(page);
  }
}

for (const [state, reach] of Object.entries(STATES)) {
  test(`axe-core finds nothing on a trace: ${state}`, async ({ page, clew }) => {
    const trace = await TracePage.open(page, clew, TRACES.strange);
    await reach(trace, page);
    await expectNothingFound(page);
  });
}

test('axe-core finds nothing on a phone', async ({ page, clew }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const trace = await TracePage.open(page, clew, TRACES.strange);
  await expectNothingFound(page);
  await trace.line(/^assess risk/).click();
  await expect(trace.details.getByText('cache miss')).toBeVisible();
  await expectNothingFound(page);
});

test.describe('where there is no trace to show', () => {
  test.use({ expectedOnConsole: /^Failed to load resource/ });

  test('axe-core finds nothing where no span is stored', async ({ page, clew }) => {
    await page.goto(`${clew.page}/trace/4bf92f3577b34da6a3ce929d0e0e4736`);
    await expect(page.getByRole('heading', { name: 'No span of this trace is stored' })).toBeVisible();
    await expectNothingFound(page);
  });

  test('axe-core finds nothing while a trace is on its way', async ({ page, clew }) => {
    await page.route(/columns/, () => {});
    await page.goto(`${clew.page}/trace/${TRACES.shop}`);
    await expect(page.getByLabel(/^Loading/)).toBeVisible();
    await expectNothingFound(page);
  });

  test('axe-core finds nothing where a trace could not be loaded', async ({ page, clew }) => {
    await page.route(/columns/, (route) => route.abort());
    await page.goto(`${clew.page}/trace/${TRACES.shop}`);
    await expect(page.getByRole('heading', { name: 'The trace could not be loaded' })).toBeVisible();
    await expectNothingFound(page);
  });
});
