import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type ConsoleMessage, type Page, test as base, expect } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { ClewProcess } from './ClewProcess';

/** For whole files of tests: what their Clew is started with. */
interface WorkerOptions {
  readonly basePath: string;
  /** The name of its store: files of tests that give the same name share a Clew. */
  readonly store: string;
}

interface Options {
  /** What browsers say on the console by themselves of what a test provokes: that a request was refused. */
  readonly expectedOnConsole: RegExp | null;
}

interface WorkerFixtures {
  /** A Clew in a process of its own, over an empty folder, for all tests with the same options. */
  readonly clew: ClewProcess;
}

interface Fixtures {
  /** Fails the test at its end where the page wrote a warning or an error to the console, or threw one. */
  readonly silence: void;
}

/**
 * Playwright's `test` with a running Clew, for pages that have to be silent: an error or warning on the console of any
 * page fails the test. `test.use({ basePath: '/clew' })` at the top of a file starts its Clew below a base path;
 * `test.use({ store: 'empty' })` gives it a Clew that no other file has.
 */
export const test = base.extend<Fixtures & Options, WorkerFixtures & WorkerOptions>({
  expectedOnConsole: [null, { option: true }],
  basePath: ['', { scope: 'worker', option: true }],
  store: ['', { scope: 'worker', option: true }],
  clew: [
    async ({ basePath }, use) => {
      const clew = await ClewProcess.start({ basePath });
      await use(clew);
      await clew.stop();
    },
    // Where the build is older than its sources, the launcher builds first.
    { scope: 'worker', timeout: 600_000 },
  ],
  silence: [
    async ({ context, expectedOnConsole }, use) => {
      const said: string[] = [];
      context.on('console', (message) => {
        if (isComplaint(message) && !expectedOnConsole?.test(message.text())) {
          said.push(`${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', (error) => said.push(`thrown: ${error.error().stack ?? error.error()}`));
      await use();
      expect(said, 'errors and warnings on the console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function isComplaint(message: ConsoleMessage): boolean {
  return ['error', 'warning', 'assert'].includes(message.type());
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe-core finds anything on the page as it is, in any rule but those that are matters of taste. */
export async function expectAccessible(page: Page): Promise<void> {
  // By the debugger's way in, as the page's policy lets no other script in.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
  }));
  expect(found, 'what axe-core finds').toEqual([]);
}
