/** What people do with wheel, mouse, trackpad and fingers, in CSS pixels. */
export interface GestureHandler {
  /** Moves what is shown by so many pixels. */
  move(dx: number, dy: number): void;
  /** Shows `factor` times as much, keeping what is at `x` in its place. */
  zoom(factor: number, x: number): void;
  /** A press that did not become a drag. */
  tap(event: PointerEvent): void;
  /** Whether a drag that begins here moves the picture; elsewhere text can be marked with a mouse. */
  drags(event: PointerEvent): boolean;
}

/** Below so many pixels a press is no drag. */
const STILL = 4;

/** How much of its speed a flick keeps in a millisecond. */
const KEPT_SPEED = 0.996;

/** A notch of a wheel that counts lines, in pixels. */
const WHEEL_LINE = 22;

/** Listens to one element until closed. Two fingers zoom; a flick goes on by itself, unless motion shall be reduced. */
export class Gestures {
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private start: { x: number; y: number } | null = null;
  private dragging = false;
  private speed = { x: 0, y: 0, at: 0 };
  private flick = 0;
  private readonly ends = new AbortController();

  constructor(
    private readonly element: HTMLElement,
    private readonly handler: GestureHandler,
  ) {
    const { signal } = this.ends;
    element.addEventListener('wheel', this.onWheel, { passive: false, signal });
    element.addEventListener('pointerdown', this.onDown, { signal });
    element.addEventListener('pointermove', this.onMove, { signal });
    element.addEventListener('pointerup', this.onUp, { signal });
    element.addEventListener('pointercancel', this.onUp, { signal });
  }

  /** Whether the picture is being dragged now. */
  get active(): boolean {
    return this.dragging;
  }

  close(): void {
    this.ends.abort();
    cancelAnimationFrame(this.flick);
  }

  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? WHEEL_LINE : event.deltaMode === 2 ? this.element.clientHeight : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.ctrlKey || event.metaKey) {
      this.handler.zoom(wheelFactor(dy), event.clientX - this.element.getBoundingClientRect().left);
    } else if (event.shiftKey && dx === 0) {
      this.handler.move(-dy, 0);
    } else {
      this.handler.move(-dx, -dy);
    }
  };

  private readonly onDown = (event: PointerEvent): void => {
    cancelAnimationFrame(this.flick);
    if (event.button !== 0) {
      return;
    }
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.dragging = false;
    this.start =
      this.pointers.size === 1 && (event.pointerType === 'touch' || this.handler.drags(event))
        ? { x: event.clientX, y: event.clientY }
        : null;
    this.speed = { x: 0, y: 0, at: event.timeStamp };
  };

  private readonly onMove = (event: PointerEvent): void => {
    const last = this.pointers.get(event.pointerId);
    if (last === undefined) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    if (this.pointers.size === 2) {
      this.pinch(event.pointerId, last, now);
    } else if (this.start !== null) {
      if (!this.dragging) {
        this.dragging = Math.hypot(now.x - this.start.x, now.y - this.start.y) > STILL;
        if (this.dragging) {
          this.element.setPointerCapture(event.pointerId);
        }
      }
      if (this.dragging) {
        this.measureSpeed(now.x - last.x, now.y - last.y, event.timeStamp);
        this.handler.move(now.x - last.x, now.y - last.y);
      }
    }
    if (this.dragging || this.pointers.size === 2) {
      this.pointers.set(event.pointerId, now);
    }
  };

  private readonly onUp = (event: PointerEvent): void => {
    if (!this.pointers.delete(event.pointerId)) {
      return;
    }
    const wasDragging = this.dragging;
    this.dragging = false;
    if (event.type === 'pointerup' && !wasDragging && this.pointers.size === 0) {
      this.handler.tap(event);
    } else if (wasDragging && event.pointerType === 'touch') {
      this.goOn(event.timeStamp);
    }
    this.start = null;
  };

  private pinch(id: number, last: { x: number; y: number }, now: { x: number; y: number }): void {
    this.start = null;
    for (const [otherId, other] of this.pointers) {
      if (otherId !== id) {
        const before = Math.max(20, Math.abs(last.x - other.x));
        const after = Math.max(20, Math.abs(now.x - other.x));
        const left = this.element.getBoundingClientRect().left;
        this.handler.zoom(before / after, (now.x + other.x) / 2 - left);
        this.handler.move((now.x - last.x) / 2, (now.y - last.y) / 2);
      }
    }
  }

  private measureSpeed(dx: number, dy: number, at: number): void {
    const millis = Math.max(1, at - this.speed.at);
    const share = Math.min(1, millis / 50);
    this.speed = {
      x: this.speed.x * (1 - share) + (dx / millis) * share,
      y: this.speed.y * (1 - share) + (dy / millis) * share,
      at,
    };
  }

  private goOn(released: number): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (still || released - this.speed.at > 60) {
      return;
    }
    let { x, y } = this.speed;
    let last = performance.now();
    const step = (now: number) => {
      const millis = now - last;
      last = now;
      this.handler.move(x * millis, y * millis);
      const kept = KEPT_SPEED ** millis;
      x *= kept;
      y *= kept;
      if (Math.hypot(x, y) > 0.02) {
        this.flick = requestAnimationFrame(step);
      }
    };
    this.flick = requestAnimationFrame(step);
  }
}

/** How much more time a turn of the wheel shows. */
export function wheelFactor(dy: number): number {
  return Math.exp(Math.min(Math.max(dy, -200), 200) * 0.003);
}
