/** Calls painters at most once a frame, in the order in which they were made. */
export class Frames {
  private readonly painters: (() => void)[] = [];
  private readonly dirty: boolean[] = [];
  private request = 0;

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
      this.request ||= requestAnimationFrame(this.frame);
    };
  }

  /** Forgets what was asked for and not painted yet. */
  close(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    this.dirty.fill(false);
  }

  private readonly frame = (): void => {
    this.request = 0;
    for (let index = 0; index < this.painters.length; index++) {
      if (this.dirty[index]) {
        this.dirty[index] = false;
        this.painters[index]();
      }
    }
  };
}
