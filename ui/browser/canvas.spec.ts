import { expect, test } from '@playwright/test';
import { build } from 'vite';
import type * as readBack from './canvas/readBack';

declare const window: Window & { readBack: typeof readBack };

let script: string;

test.beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: 'browser/canvas/readBack.ts', name: 'readBack', formats: ['iife'] },
    },
  });
  script = (built as { output: { code: string }[] }[])[0].output[0].code;
});

for (const ratio of [1, 1.5, 2]) {
  test.describe(`at ${ratio} device pixels to a CSS pixel`, () => {
    test.use({ deviceScaleFactor: ratio });

    for (const picture of ['overview', 'anything', 'minimap', 'overviewTab', 'waterfall'] as const) {
      test(`the canvas shows ${picture} pixel by pixel as it is listed`, async ({ page }) => {
        await page.setContent('<!doctype html><title>canvas</title>');
        await page.addScriptTag({ content: `window.readBack = (() => { ${script}; return readBack; })()` });
        let painted = 0;
        for (let seed = 1; seed <= 40; seed++) {
          const read = await page.evaluate(([what, seed]) => window.readBack[what](seed), [
            picture,
            seed,
          ] as const);
          expect(read.ratio).toBe(ratio);
          expect(read.wrong, `seed ${seed}`).toEqual([]);
          painted += read.painted;
        }
        expect(painted).toBeGreaterThan(100_000);
      });
    }
  });
}
