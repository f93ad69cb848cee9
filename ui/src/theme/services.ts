import { contrast, fromHex, fromOklch, toHex } from './colour';
import type { Shade } from './theme';

/** What bars are drawn on: the surfaces of variables.css. */
const GROUND: Readonly<Record<Shade, string>> = { dark: '#151920', light: '#ffffff' };

/** Least contrast of a bar with its ground: what WCAG asks of graphics. */
export const CONTRAST_FLOOR = 3;

/** Hues from here, past yellow, green and blue, to violet and pink: red is left to errors. */
const FIRST_HUE = 48;
const HUE_RANGE = 302;
const HUES = 24;

/** Lightness and chroma of the three tones that every hue has. */
const TONES: Readonly<Record<Shade, readonly (readonly [number, number])[]>> = {
  dark: [
    [0.72, 0.13],
    [0.63, 0.15],
    [0.8, 0.09],
  ],
  light: [
    [0.62, 0.14],
    [0.54, 0.16],
    [0.66, 0.1],
  ],
};

const known: Readonly<Record<Shade, Map<string, string>>> = { dark: new Map(), light: new Map() };

/** Above it, the colours seen so far are forgotten: they are only computed again. */
const MOST_KNOWN = 10_000;

/**
 * The colour of a service as `#rrggbb`: by a hash of its name, so the same on every screen and every day. One of 72, so
 * two services may share one; colour alone never says which service it is.
 */
export function serviceColour(name: string, shade: Shade): string {
  let colour = known[shade].get(name);
  if (colour === undefined) {
    colour = compute(name, shade);
    if (known[shade].size >= MOST_KNOWN) {
      known[shade].clear();
    }
    known[shade].set(name, colour);
  }
  return colour;
}

function compute(name: string, shade: Shade): string {
  const code = hash(name) % (HUES * TONES[shade].length);
  const hue = FIRST_HUE + ((code % HUES) * HUE_RANGE) / HUES;
  let [lightness, chroma] = TONES[shade][Math.floor(code / HUES)];
  const ground = fromHex(GROUND[shade]);
  let rgb = fromOklch(lightness, chroma, hue);
  while (contrast(rgb, ground) < CONTRAST_FLOOR) {
    lightness += shade === 'dark' ? 0.01 : -0.01;
    rgb = fromOklch(lightness, chroma, hue);
  }
  return toHex(rgb);
}

/** FNV-1a over UTF-16 units, mixed once more so that names that differ in their last letter differ in everything. */
function hash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    h = Math.imul(h ^ name.charCodeAt(i), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  const rgb = fromHex(colour);
  return contrast(rgb, [0, 0, 0]) >= contrast(rgb, [1, 1, 1]) ? '#000000' : '#ffffff';
}
