import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './Icon';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  /** Asked for by Escape, a click beside the dialog, or its close button. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Without a visible title and close button, for dialogs that begin with a field of their own. */
  readonly bare?: boolean;
  readonly class?: string;
}

/** A modal dialog, there as long as it is drawn: `{open && <Dialog title="…" onClose={…}>…</Dialog>}`. */
export function Dialog({ title, onClose, children, bare, class: className }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      (before as HTMLElement | null)?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${className ?? ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class="dialog-body">
        <header class={bare ? 'unseen' : 'dialog-header'}>
          <h2 id={titleId}>{title}</h2>
          {!bare && (
            <button type="button" class="quiet square" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
