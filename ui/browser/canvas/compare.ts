import type { PaintList } from '../../src/canvas/PaintList';

/** What was read back. */
export interface ReadBack {
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
  /** How many pixels had to have a colour. */
  readonly painted: number;
  /** The first pixels that are not as they should be. */
  readonly wrong: readonly string[];
}

export const BLANK = -1;
const MOST_TOLD = 5;

/** No two of them alike, and none that rounding could make of another. */
export const COLOURS = Array.from(
  { length: 16 },
  (_, code) => `rgb(${200 - code * 8}, ${16 * code}, ${8 + code * 12})`,
);

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which colour each pixel should have: the slow and obvious way. */
export function pixelsOfList(list: PaintList, { width, height }: Size): Int8Array {
  const pixels = new Int8Array(width * height).fill(BLANK);
  for (let i = 0; i < list.count; i++) {
    const each = list.at(i);
    for (let y = Math.max(0, each.y); y < Math.min(height, each.y + each.height); y++) {
      for (let x = Math.max(0, each.x); x < Math.min(width, each.x + each.width); x++) {
        pixels[y * width + x] = each.colour;
      }
    }
  }
  return pixels;
}

/** Reads a canvas back. */
export function compare(canvas: HTMLCanvasElement, expected: Int8Array): ReadBack {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const wrong: string[] = [];
  for (let i = 0; i < expected.length && wrong.length < MOST_TOLD; i++) {
    const [red, green, blue, alpha] = data.subarray(4 * i, 4 * i + 4);
    const is = alpha === 0 ? 'blank' : alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `alpha ${alpha}`;
    const should = expected[i] === BLANK ? 'blank' : COLOURS[expected[i]];
    if (is !== should) {
      wrong.push(`${i % width},${Math.floor(i / width)} is ${is} and should be ${should}`);
    }
  }
  return {
    ratio: devicePixelRatio,
    width,
    height,
    painted: expected.filter((code) => code !== BLANK).length,
    wrong,
  };
}
