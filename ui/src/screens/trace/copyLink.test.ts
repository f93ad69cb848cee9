// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyLink } from './copyLink';
import type { Stage } from './Stage';
import { FIRST_VIEW, shortId, type View } from './view';

const toasts: string[] = [];
vi.mock('../../parts', () => ({
  toast: (text: string) => toasts.push(text),
  copyAndTell: async (text: string) => {
    copied = text;
    return true;
  },
}));
let copied = '';

beforeEach(() => {
  toasts.length = 0;
  window.history.replaceState(null, '', '/trace/ab?uiFind=x#v1&tab=table');
});
afterEach(() => vi.restoreAllMocks());

const showing = (view: Partial<View>) => ({ view: { ...FIRST_VIEW, ...view } }) as Stage;

test('the link is that of what is shown, not the one that the address bar still has', async () => {
  await copyLink(showing({ critical: true }));
  expect(new URL(copied).pathname + new URL(copied).search).toBe('/trace/ab?uiFind=x');
  expect(new URL(copied).hash).toBe('#v1&critical=1');
  expect(toasts).toEqual([]);
});

test('whoever copies a link that has no room for all folds is told', async () => {
  const folds = Array.from({ length: 300 }, (_, i) => shortId(i.toString(16).padStart(16, '0')));
  await copyLink(showing({ folds }));
  expect(copied.length).toBeLessThan(2200);
  expect(toasts).toEqual([expect.stringContaining('no room for so many folds')]);
});
