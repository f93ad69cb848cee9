import { describe, expect, it } from 'vitest';
import { VIEW_LIMIT, readView, writeView } from '../../url';
import { VIEW, type View, longId, shortId } from './view';

const id = (i: number) => (0xffffffff00000000n + BigInt(i)).toString(16).padStart(16, '0');
const first = readView(VIEW, '');

describe('the view in the address', () => {
  it('is nothing for the first view', () => {
    expect(writeView(VIEW, first).view).toBe('');
  });

  it('comes back as it went', () => {
    const view: View = {
      tab: 'table',
      span: '00f067aa0ba902b7',
      details: true,
      t: { from: -1_234_567.25, to: 987_654_321_012 },
      y: 21_999_978.5,
      critical: true,
      depth: 3,
      runs: 'open',
      unlikeRuns: [shortId(id(9))],
      folds: [id(1), '0000000000000000', 'fbff3e0000000001'].map(shortId),
    };
    const written = writeView(VIEW, view);
    expect(written.complete).toBe(true);
    expect(readView(VIEW, new URL(`http://clew/trace/1#${written.view}`).hash.slice(1))).toEqual(view);
  });

  it('keeps to 2 kB with a thousand folds, by leaving out the last ones', () => {
    const folds = Array.from({ length: 1000 }, (_, i) => shortId(id(i)));
    const { view, complete } = writeView(VIEW, { ...first, span: id(5), y: 123.5, folds });
    expect(view.length).toBeLessThanOrEqual(VIEW_LIMIT);
    expect(complete).toBe(false);
    const back = readView(VIEW, view);
    expect(back.span).toBe(id(5));
    expect(back.folds.length).toBeGreaterThan(150);
    expect(back.folds).toEqual(folds.slice(0, back.folds.length));
  });

  it.each([
    'v2&tab=table',
    'v1&tab=x&t=5_5&y=-3&span=xyz&depth=x',
    'v1&t=1_&t=1_2_3&y=1e999&span=%3Cscript%3E',
  ])('takes %j for the first view', (text) => {
    expect(readView(VIEW, text)).toEqual(first);
  });

  it('writes span ids short', () => {
    for (const long of [id(77), '0000000000000000', 'ffffffffffffffff', 'fbff3effbeadfe01']) {
      expect(shortId(long)).toHaveLength(11);
      expect(longId(shortId(long))).toBe(long);
    }
    expect(longId('<script>')).toBeNull();
  });
});
