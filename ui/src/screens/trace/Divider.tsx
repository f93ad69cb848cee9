import type { RefObject } from 'preact';

interface DividerProps {
  readonly label: string;
  /** Share of the container before the divider, 0 to 1. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly container: RefObject<HTMLElement | null>;
  /** What lies before it: at its left, or above it. */
  readonly direction?: 'row' | 'column';
  readonly class?: string;
}

const STEP = 0.02;
const LEAST = 0.1;
const MOST = 0.9;

/** A line between two panels that can be dragged, or moved by arrow keys. */
export function Divider({ label, value, onChange, container, direction = 'row', class: name }: DividerProps) {
  const set = (share: number) => onChange(Math.min(MOST, Math.max(LEAST, share)));
  const onMove = (event: PointerEvent) => {
    const element = event.currentTarget as HTMLElement;
    if (element.hasPointerCapture(event.pointerId)) {
      const box = container.current!.getBoundingClientRect();
      set(
        direction === 'row' ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height,
      );
    }
  };
  return (
    <div
      class={`divider divider-${direction} ${name ?? ''}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuemin={LEAST * 100}
      aria-valuemax={MOST * 100}
      aria-valuenow={Math.round(value * 100)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onMove}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
        if (by !== undefined) {
          event.preventDefault();
          set(value + by);
        }
      }}
    />
  );
}
