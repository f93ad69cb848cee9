import { PaintList } from './PaintList';

/**
 * A canvas that has exactly as many pixels as the device gives it, at any ratio, so that what is
 * painted on whole pixels is crisp.
 */
export class Surface {
  readonly list = new PaintList();
  private readonly context: CanvasRenderingContext2D;
  private readonly observer: ResizeObserver;

  /** Device pixels to one CSS pixel. */
  ratio = 1;

  /**
   * @param onResize called when the size in device pixels has changed, which leaves the canvas
   *   blank, and once at the beginning
   */
  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly onResize: () => void,
  ) {
    const context = canvas.getContext('2d');
    if (context === null) {
      throw new Error('this browser gives no 2d context to a canvas');
    }
    this.context = context;
    this.observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.devicePixelContentBoxSize?.[0];
      // Where a browser emulates the screen of a phone, the device's box is in CSS pixels.
      if (box && Math.abs(box.inlineSize - canvas.clientWidth * devicePixelRatio) <= 1 + devicePixelRatio) {
        this.resize(box.inlineSize, box.blockSize);
      } else {
        this.measure();
      }
    });
    try {
      this.observer.observe(canvas, { box: 'device-pixel-content-box' });
    } catch {
      // A browser that does not know the device's box says so by a TypeError; rounding must do.
      this.observer.observe(canvas);
    }
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
    this.observer.disconnect();
  }

  private measure(): void {
    this.resize(
      Math.round(this.canvas.clientWidth * devicePixelRatio),
      Math.round(this.canvas.clientHeight * devicePixelRatio),
    );
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
