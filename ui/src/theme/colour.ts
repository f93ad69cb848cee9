/** A colour of sRGB, each part from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * A colour by lightness (0 to 1), chroma (0 to about 0.4) and hue (degrees) of OKLCH, where equal steps look equal. Its
 * chroma is lowered as far as sRGB demands. Matrices: https://bottosson.github.io/posts/oklab/
 */
export function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  let rgb = linear(lightness, chroma, hue);
  for (let c = chroma; c > 0 && rgb.some((part) => part < -0.001 || part > 1.001); c -= 0.005) {
    rgb = linear(lightness, c, hue);
  }
  return rgb.map((part) => gamma(Math.min(1, Math.max(0, part)))) as unknown as Rgb;
}

function linear(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function gamma(part: number): number {
  return part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
}

/** `#rrggbb`. */
export function toHex(rgb: Rgb): string {
  return (
    '#' +
    rgb
      .map((part) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')
  );
}

/** From `#rrggbb`. */
export function fromHex(hex: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb;
}

/** Contrast of two colours from 1 to 21, as WCAG 2.2 defines it. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
