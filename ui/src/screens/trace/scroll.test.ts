import { describe, expect, it } from 'vitest';
import { clampTop, lowestTop, thumb, topCentring, topOfThumb, topShowing, visibleLines } from './scroll';

const million = { lines: 1_000_000, lineHeight: 22, height: 600 };
const few = { lines: 5, lineHeight: 22, height: 600 };

describe('scrolling of our own', () => {
  it('reaches the last of a million lines', () => {
    const top = lowestTop(million);
    expect(visibleLines(million, top).end).toBe(1_000_000);
    expect(topShowing(million, 0, 999_999)).toBe(top);
    expect(topOfThumb(million, 1e9, 580)).toBe(top);
  });

  it('shows lines in part at both edges', () => {
    expect(visibleLines(million, 0)).toEqual({ first: 0, end: 28 });
    expect(visibleLines(million, 21)).toEqual({ first: 0, end: 29 });
    expect(visibleLines(million, 22)).toEqual({ first: 1, end: 29 });
    expect(visibleLines(few, 0)).toEqual({ first: 0, end: 5 });
  });

  it('does not move for a line that shows', () => {
    expect(topShowing(million, 220, 15)).toBe(220);
  });

  it('moves just enough for one that does not, with a margin', () => {
    expect(topShowing(million, 2200, 50)).toBe(48 * 22);
    expect(topShowing(million, 0, 100)).toBe(101 * 22 - 600 + 2 * 22);
    expect(topShowing({ ...million, height: 22 }, 0, 100)).toBe(2200);
  });

  it('stays within what there is', () => {
    expect(clampTop(few, 100)).toBe(0);
    expect(clampTop(million, -5)).toBe(0);
    expect(topCentring(million, 0)).toBe(0);
    expect(topCentring(million, 999_999)).toBe(lowestTop(million));
  });

  it('has a thumb that goes from end to end and back to the same top', () => {
    expect(thumb(few, 0, 580)).toBeNull();
    expect(thumb(million, 0, 580)).toEqual({ offset: 0, length: 24 });
    const top = 7_654_321;
    const { offset } = thumb(million, top, 580)!;
    expect(topOfThumb(million, offset, 580)).toBeCloseTo(top, 3);
  });
});
