/**
 * What a canvas shall show, in device pixels: rectangles, painted in the order of the list, then
 * text.
 *
 * The list is kept after painting, so a test can compare it with what the canvas reads back. It
 * grows to what the fullest frame needed and is filled anew for each one: no objects a rectangle.
 */
export class PaintList {
  private coordinates = new Int32Array(4 * 1024);
  private codes = new Uint16Array(1024);
  private used = 0;
  readonly texts: PaintedText[] = [];

  clear(): void {
    this.used = 0;
    this.texts.length = 0;
  }

  /** How many rectangles there are. */
  get count(): number {
    return this.used;
  }

  /** Adds a rectangle of whole device pixels; an empty one is left out. */
  add(x: number, y: number, width: number, height: number, colour: number): void {
    if (width <= 0 || height <= 0) {
      return;
    }
    if (this.used === this.codes.length) {
      this.grow();
    }
    const at = 4 * this.used;
    this.coordinates[at] = x;
    this.coordinates[at + 1] = y;
    this.coordinates[at + 2] = width;
    this.coordinates[at + 3] = height;
    this.codes[this.used++] = colour;
  }

  /** Adds the outline of a rectangle, `line` pixels strong, inside its edges. */
  addOutline(x: number, y: number, width: number, height: number, line: number, colour: number): void {
    if (width <= 2 * line || height <= 2 * line) {
      this.add(x, y, width, height, colour);
      return;
    }
    this.add(x, y, width, line, colour);
    this.add(x, y + height - line, width, line, colour);
    this.add(x, y + line, line, height - 2 * line, colour);
    this.add(x + width - line, y + line, line, height - 2 * line, colour);
  }

  /**
   * Adds a triangle whose upright edge stands at `x`, and whose point lies `width` pixels to the
   * right of it, or to the left where `width` is negative; in steps of whole pixels.
   */
  addArrow(x: number, y: number, width: number, height: number, colour: number): void {
    const rows = Math.max(1, height);
    for (let row = 0; row < rows; row++) {
      const fromMiddle = Math.abs(2 * row + 1 - rows) / rows;
      const length = Math.max(1, Math.round(Math.abs(width) * (1 - fromMiddle)));
      this.add(width < 0 ? x - length : x, y + row, length, 1, colour);
    }
  }

  addText(text: PaintedText): void {
    this.texts.push(text);
  }

  /** The rectangle at a place of the list. */
  at(index: number): PaintedRectangle {
    const at = 4 * index;
    return {
      x: this.coordinates[at],
      y: this.coordinates[at + 1],
      width: this.coordinates[at + 2],
      height: this.coordinates[at + 3],
      colour: this.codes[index],
    };
  }

  /** Paints the list over what the canvas has, colours by their codes in `colours`. */
  paint(context: CanvasRenderingContext2D, colours: readonly string[]): void {
    const { coordinates, codes } = this;
    let last = -1;
    for (let index = 0, at = 0; index < this.used; index++, at += 4) {
      const code = codes[index];
      if (code !== last) {
        context.fillStyle = colours[code] ?? 'transparent';
        last = code;
      }
      context.fillRect(coordinates[at], coordinates[at + 1], coordinates[at + 2], coordinates[at + 3]);
    }
    context.textBaseline = 'alphabetic';
    let lastFont = '';
    for (const { text, x, baseline, font, colour } of this.texts) {
      if (font !== lastFont) {
        context.font = font;
        lastFont = font;
      }
      if (colour !== last) {
        context.fillStyle = colours[colour] ?? 'transparent';
        last = colour;
      }
      context.fillText(text, x, baseline);
    }
  }

  private grow(): void {
    const coordinates = new Int32Array(2 * this.coordinates.length);
    coordinates.set(this.coordinates);
    this.coordinates = coordinates;
    const codes = new Uint16Array(2 * this.codes.length);
    codes.set(this.codes);
    this.codes = codes;
  }
}

/** A rectangle in device pixels; `colour` is a code of the palette. */
export interface PaintedRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: number;
}

/** A line of text, clipped already; `font` in device pixels, `colour` a code of the palette. */
export interface PaintedText {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly font: string;
  readonly colour: number;
}
