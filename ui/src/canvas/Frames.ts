/**
 * Calls painters at most once a frame, in the order in which they were made; and follows the sizes of elements, so that
 * a frame with a new size shows what was painted for that size.
 */
export class Frames {
  private readonly painters: (() => void)[] = [];
  private readonly dirty: boolean[] = [];
  private request = 0;
  private readonly followers = new Map<Element, (size: ResizeObserverEntry) => void>();
  private readonly sizes = new ResizeObserver((entries) => {
    entries.forEach((entry) => this.followers.get(entry.target)?.(entry));
    // Between layout and paint of the same frame: the next one would come after a blank one.
    this.paint();
  });

  /**
   * A painter of this loop.
   *
   * @returns what to call when its picture is out of date
   */
  painter(paint: () => void): () => void {
    const index = this.painters.push(paint) - 1;
    this.dirty.push(false);
    return () => {
      this.dirty[index] = true;
      this.request ||= requestAnimationFrame(this.paint);
    };
  }

  /**
   * Tells of an element's size, now and whenever it changes, in device pixels where the browser knows them. What is out
   * of date thereafter is painted in the same frame.
   *
   * @returns what ends it
   */
  followSize(element: Element, follower: (size: ResizeObserverEntry) => void): () => void {
    this.followers.set(element, follower);
    try {
      this.sizes.observe(element, { box: 'device-pixel-content-box' });
    } catch {
      // A browser that does not know the device's box says so by a TypeError.
      this.sizes.observe(element);
    }
    return () => {
      this.sizes.unobserve(element);
      this.followers.delete(element);
    };
  }

  /** Forgets what was asked for and not painted yet, and all sizes. */
  close(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    this.dirty.fill(false);
    this.sizes.disconnect();
    this.followers.clear();
  }

  private readonly paint = (): void => {
    cancelAnimationFrame(this.request);
    this.request = 0;
    for (let index = 0; index < this.painters.length; index++) {
      if (this.dirty[index]) {
        this.dirty[index] = false;
        this.painters[index]();
      }
    }
  };
}
