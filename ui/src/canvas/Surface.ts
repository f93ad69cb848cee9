import type { Frames } from './Frames';
import { PaintList } from './PaintList';

/**
 * A canvas that has exactly as many pixels as the device gives it, at any ratio, so that what is
 * painted on whole pixels is crisp. It has none before its size is known.
 */
export class Surface {
  readonly list = new PaintList();
  private readonly context: CanvasRenderingContext2D;
  private readonly unfollow: () => void;

  /** Device pixels to one CSS pixel. */
  ratio = 1;

  /**
   * @param onResize called when the size in device pixels has changed, which leaves the canvas
   *   blank, and once at the beginning
   */
  constructor(
    readonly canvas: HTMLCanvasElement,
    frames: Frames,
    private readonly onResize: () => void,
  ) {
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new Error('this browser gives no 2d context to a canvas');
    }
    this.context = context;
    canvas.width = 0;
    canvas.height = 0;
    this.unfollow = frames.followSize(canvas, (size) => {
      const box = size.devicePixelContentBoxSize?.[0];
      const { width, height } = size.contentRect;
      // Where a browser emulates the screen of a phone, the device's box is in CSS pixels.
      if (box && Math.abs(box.inlineSize - width * devicePixelRatio) <= 1 + devicePixelRatio) {
        this.resize(box.inlineSize, box.blockSize);
      } else {
        this.resize(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
      }
    });
  }

  /** Width in device pixels. */
  get width(): number {
    return this.canvas.width;
  }

  /** Height in device pixels. */
  get height(): number {
    return this.canvas.height;
  }

  /** Clears the canvas and paints the list. */
  paint(colours: readonly string[]): void {
    this.context.clearRect(0, 0, this.width, this.height);
    this.list.paint(this.context, colours);
  }

  /** Stops following the size. */
  close(): void {
    this.unfollow();
  }

  private resize(width: number, height: number): void {
    const unchanged =
      width === this.canvas.width && height === this.canvas.height && this.ratio === devicePixelRatio;
    this.ratio = devicePixelRatio;
    if (!unchanged) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.onResize();
  }
}
