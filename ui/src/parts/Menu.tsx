import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from './Icon';
import { usePopover } from './popover';
import './menu.css';

export interface MenuItem {
  readonly label: string;
  /** A second, softer word: a shortcut, an offset. */
  readonly hint?: string;
  /** True or false makes it one of a set to choose from. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
}

interface MenuProps {
  /** Name for screen readers and tooltip. */
  readonly label: string;
  /** What the button shows. */
  readonly children: ComponentChildren;
  readonly items: readonly MenuItem[];
  /** Class of the button, such as `quiet square`. */
  readonly class?: string;
}

/** A button that opens a list of things to do. Arrow keys, Home, End and first letters move; Escape closes. */
export function Menu({ label, children, items, class: className }: MenuProps) {
  const { open, anchor, panel, toggle, close } = usePopover<HTMLButtonElement, HTMLDivElement>();
  const opener = useRef(0);

  const focusItem = (index: number) => {
    const all = itemsOf(panel.current!);
    all[(index + all.length) % all.length]?.focus();
  };
  const openAt = (index: number) => {
    toggle();
    opener.current = index;
    requestAnimationFrame(() => panel.current && focusItem(opener.current));
  };
  const onPanelKey = (event: KeyboardEvent) => {
    const all = itemsOf(panel.current!);
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      focusItem(to);
    } else if (event.key === 'Tab') {
      close();
      return;
    } else if (event.key.length === 1 && event.key !== ' ') {
      const starts = (item: HTMLElement) =>
        item.innerText.trim().toLowerCase().startsWith(event.key.toLowerCase());
      [...all.slice(at + 1), ...all].find(starts)?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <button
        type="button"
        ref={anchor}
        class={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => openAt(0)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            openAt(event.key === 'ArrowDown' ? 0 : -1);
          }
        }}
      >
        {children}
      </button>
      {open && (
        <div
          ref={panel}
          class="popover menu"
          popover="auto"
          role="menu"
          aria-label={label}
          onKeyDown={onPanelKey}
        >
          {items.map((item) => (
            <button
              type="button"
              key={item.label}
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              tabIndex={-1}
              disabled={item.disabled}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              <span class="menu-check">{item.checked && <Icon name="check" />}</span>
              <span class="menu-label">{item.label}</span>
              {item.hint && <span class="menu-hint">{item.hint}</span>}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function itemsOf(panel: HTMLElement): HTMLButtonElement[] {
  return [...panel.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
}
