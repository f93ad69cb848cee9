/** How many widths are kept; the caches start anew beyond it. */
const KEPT = 20_000;

/** Longer text is cut before it is measured: no line of a screen shows more. */
const LONGEST = 400;

/** Widths of text on a canvas, kept once measured, and text clipped to a width. */
export class TextMeasure {
  private readonly widths = new Map<string, number>();
  private readonly clips = new Map<string, string>();
  private readonly context = document.createElement('canvas').getContext('2d');

  /** Width of a line of text, in the unit of the font's size. */
  width(text: string, font: string): number {
    const key = `${font}\n${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) {
      return known;
    }
    let width = 0;
    if (this.context) {
      this.context.font = font;
      width = this.context.measureText(text).width;
    }
    if (this.widths.size >= KEPT) {
      this.widths.clear();
    }
    this.widths.set(key, width);
    return width;
  }

  /**
   * The text, or as much of its beginning as fits with an ellipsis; empty where not even one
   * character does.
   */
  clip(text: string, font: string, room: number): string {
    const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    if (room <= 0) {
      return '';
    }
    if (this.width(cut, font) <= room) {
      return cut;
    }
    // Rooms are taken in steps of four pixels, so that zooming does not measure for each frame.
    const step = Math.floor(room / 4) * 4;
    const key = `${step}\n${font}\n${cut}`;
    const known = this.clips.get(key);
    if (known !== undefined) {
      return known;
    }
    const clipped = this.longestThatFits(cut, font, step);
    if (this.clips.size >= KEPT) {
      this.clips.clear();
    }
    this.clips.set(key, clipped);
    return clipped;
  }

  private longestThatFits(text: string, font: string, room: number): string {
    let fits = 0;
    let fails = text.length;
    while (fails - fits > 1) {
      const middle = (fits + fails) >> 1;
      if (this.width(`${text.slice(0, middle)}…`, font) <= room) {
        fits = middle;
      } else {
        fails = middle;
      }
    }
    return fits === 0 ? '' : `${text.slice(0, fits)}…`;
  }
}
