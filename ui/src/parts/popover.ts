import { type RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface PopoverState<A extends HTMLElement, P extends HTMLElement> {
  readonly open: boolean;
  readonly anchor: RefObject<A | null>;
  readonly panel: RefObject<P | null>;
  readonly toggle: () => void;
  readonly close: () => void;
}

/** Room between a panel and its anchor, and the edge of the window. */
const GAP = 4;

/**
 * A panel that floats beside its anchor, above everything: draw `panel` with `popover="auto"` while `open`. It closes by
 * Escape and by a click elsewhere, and gives the focus back.
 */
export function usePopover<A extends HTMLElement, P extends HTMLElement>(): PopoverState<A, P> {
  const [open, setOpen] = useState(false);
  const anchor = useRef<A>(null);
  const panel = useRef<P>(null);
  // A click on the anchor of an open panel closes it twice: by the browser, as a click elsewhere, and by toggle().
  const closedAt = useRef(0);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!open || !element) {
      return undefined;
    }
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') {
        closedAt.current = performance.now();
        setOpen(false);
      }
    };
    const onMove = () => placeBeside(element, anchor.current!);
    element.addEventListener('toggle', onToggle);
    window.addEventListener('resize', onMove);
    element.showPopover();
    onMove();
    return () => {
      element.removeEventListener('toggle', onToggle);
      window.removeEventListener('resize', onMove);
    };
  }, [open]);

  const close = () => {
    if (panel.current?.contains(document.activeElement)) {
      anchor.current?.focus();
    }
    setOpen(false);
  };
  const toggle = () => {
    if (open) {
      close();
    } else if (performance.now() - closedAt.current > 150) {
      setOpen(true);
    }
  };
  return { open, anchor, panel, toggle, close };
}

/** Below its anchor, or above where that has more room; never over the edge of the window. */
function placeBeside(panel: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = window.innerHeight - box.bottom;
  const top =
    below >= height + GAP || below >= box.top ? box.bottom + GAP : Math.max(GAP, box.top - height - GAP);
  panel.style.top = `${top}px`;
  panel.style.left = `${Math.max(GAP, Math.min(box.left, window.innerWidth - width - GAP))}px`;
  panel.style.maxHeight = `${Math.max(below, box.top) - 2 * GAP}px`;
}
