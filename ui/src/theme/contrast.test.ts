import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, fromHex, fromOklch, toHex } from './colour';
import { CONTRAST_FLOOR, inkOn, serviceColour } from './services';

/** The hexadecimal variables of each theme. */
function variables(): Record<'dark' | 'light', Record<string, string>> {
  const css = readFileSync(new URL('variables.css', import.meta.url), 'utf8');
  const [dark, light] = css.split(":root[data-theme='light']");
  const read = (text: string) =>
    Object.fromEntries([...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, k, v]) => [k, v]));
  return { dark: read(dark), light: read(light) };
}

const TEXT = ['text', 'text-soft', 'text-faint', 'accent', 'error', 'warning', 'good'];

test.each(['dark', 'light'] as const)('texts of the %s theme have the contrast of WCAG AA', (theme) => {
  const colours = variables()[theme];
  expect(Object.keys(colours).length).toBeGreaterThan(18);
  const pairs = TEXT.flatMap((text) =>
    ['ground', 'surface', 'raised', 'chosen'].map((ground) => [text, ground]),
  );
  pairs.push(
    ['on-accent', 'accent-fill'],
    ['on-accent', 'error-fill'],
    ['error', 'error-ground'],
    ['text', 'error-ground'],
  );
  pairs.push(['warning', 'warning-ground'], ['text', 'warning-ground']);
  const tooWeak = pairs.filter(([a, b]) => contrast(fromHex(colours[a]), fromHex(colours[b])) < 4.5);
  expect(tooWeak).toEqual([]);
});

test.each(['dark', 'light'] as const)(
  'frames and marks of the %s theme stand out from their ground',
  (theme) => {
    const colours = variables()[theme];
    const pairs = ['line-strong', 'match', 'critical', 'error-fill'].flatMap((mark) =>
      ['ground', 'surface'].map((g) => [mark, g]),
    );
    const tooWeak = pairs.filter(([a, b]) => contrast(fromHex(colours[a]), fromHex(colours[b])) < 3);
    expect(tooWeak).toEqual([]);
  },
);

test('service colours are stable, many, and never too near to their ground', () => {
  const names = Array.from({ length: 500 }, (_, i) => 'ts-service-' + i);
  for (const theme of ['dark', 'light'] as const) {
    const ground = fromHex(variables()[theme].surface);
    const colours = names.map((name) => serviceColour(name, theme));
    expect(names.map((name) => serviceColour(name, theme))).toEqual(colours);
    expect(new Set(colours).size).toBeGreaterThan(60);
    const weakest = Math.min(...colours.map((colour) => contrast(fromHex(colour), ground)));
    expect(weakest).toBeGreaterThanOrEqual(CONTRAST_FLOOR * 0.99);
    const worstInk = Math.min(...colours.map((c) => contrast(fromHex(c), fromHex(inkOn(c)))));
    expect(worstInk).toBeGreaterThanOrEqual(4.5);
  }
});

test('OKLCH becomes the sRGB that browsers make of it', () => {
  expect(toHex(fromOklch(1, 0, 0))).toBe('#ffffff');
  expect(toHex(fromOklch(0.627955, 0.257683, 29.2339))).toBe('#ff0000');
  expect(toHex(fromOklch(0.86644, 0.294827, 142.4953))).toBe('#00ff00');
});
