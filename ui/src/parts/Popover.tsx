import type { ComponentChildren } from 'preact';
import { usePopover } from './popover';
import './menu.css';

interface PopoverProps {
  /** Name for screen readers and tooltip. */
  readonly label: string;
  /** What the button shows. */
  readonly trigger: ComponentChildren;
  /** What the panel shows; `close` gives the focus back to the button. */
  readonly children: (close: () => void) => ComponentChildren;
  readonly class?: string;
}

/** A button that opens a small panel with whatever is needed there: fields, explanations. */
export function Popover({ label, trigger, children, class: className }: PopoverProps) {
  const { open, anchor, panel, toggle, close } = usePopover<HTMLButtonElement, HTMLDivElement>();
  return (
    <>
      <button
        type="button"
        ref={anchor}
        class={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={label}
        onClick={toggle}
      >
        {trigger}
      </button>
      {open && (
        <div ref={panel} class="popover panel" popover="auto" role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </>
  );
}
