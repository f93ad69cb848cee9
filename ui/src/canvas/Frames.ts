/**
 * Calls painters at most once a frame, in the order in which they were made; and follows the sizes of elements, so that
 * a frame with a new size shows what was painted for that size.
 */
export class Frames {
  private readonly painters = new Set<Painter>();
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
   * @param signal ends it
   * @returns what to call when its picture is out of date
   */
  painter(paint: () => void, signal: AbortSignal): () => void {
    const painter = { paint, dirty: false };
    this.painters.add(painter);
    signal.addEventListener('abort', () => this.painters.delete(painter), { once: true });
    return () => {
      painter.dirty = true;
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

  /** Ends all painters, and follows no size any more. */
  close(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    this.painters.clear();
    this.sizes.disconnect();
    this.followers.clear();
  }

  private readonly paint = (): void => {
    cancelAnimationFrame(this.request);
    this.request = 0;
    for (const painter of this.painters) {
      if (painter.dirty) {
        painter.dirty = false;
        painter.paint();
      }
    }
  };
}

interface Painter {
  readonly paint: () => void;
  dirty: boolean;
}
