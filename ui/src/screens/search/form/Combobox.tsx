import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { clip, visible } from '../../../format';

interface ComboboxProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  /** What an empty value means: `All services`. */
  readonly empty: string;
  readonly onValue: (value: string) => void;
  /** Called when the list opens, for options that are fetched then. */
  readonly onOpen?: () => void;
}

const MOST_SHOWN = 200;

/**
 * A text field with a list of what is known: typing narrows it, arrows and Enter choose, Escape closes. Text that is not
 * in the list is allowed, since a service may have been there before the list was.
 */
export function Combobox({ label, value, options, empty, onValue, onOpen }: ComboboxProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [narrowed, setNarrowed] = useState(false);
  const [active, setActive] = useState(-1);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => matching(options, narrowed ? value : ''), [options, value, narrowed]);
  const shown = found.slice(0, MOST_SHOWN);

  const show = () => {
    if (!open) {
      setOpen(true);
      setNarrowed(false);
      setActive(-1);
      onOpen?.();
    }
  };
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (option: string) => {
    onValue(option);
    close();
  };
  const move = (to: number) => {
    const next = (to + shown.length) % Math.max(shown.length, 1);
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case 'ArrowDown':
        event.preventDefault();
        if (open) {
          move(active + 1);
        }
        show();
        break;
      case 'ArrowUp':
        event.preventDefault();
        if (open) {
          move(active < 0 ? shown.length - 1 : active - 1);
        }
        show();
        break;
      case 'Enter':
        if (open && active >= 0) {
          event.preventDefault();
          choose(shown[active]);
        } else {
          close();
        }
        break;
      case 'Escape':
        if (open) {
          event.stopPropagation();
          close();
        }
    }
  };
  return (
    <div class="field combobox">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 && open ? `${id}-${active}` : undefined}
        placeholder={empty}
        value={value}
        onClick={show}
        onBlur={close}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          show();
          setNarrowed(true);
          setActive(-1);
          onValue(event.currentTarget.value);
        }}
      />
      {value !== '' && (
        <button
          type="button"
          class="combobox-clear"
          tabIndex={-1}
          aria-label={`Clear ${label.toLowerCase()}`}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose('')}
        >
          ×
        </button>
      )}
      <ul
        id={`${id}-list`}
        ref={list}
        role="listbox"
        aria-label={`${label} choices`}
        hidden={!open || shown.length === 0}
      >
        {open &&
          shown.map((option, at) => (
            <li
              key={option}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <bdi>{visible(clip(option, 200))}</bdi>
            </li>
          ))}
      </ul>
      {open && found.length > MOST_SHOWN && (
        <p class="combobox-more">
          The first {MOST_SHOWN} of {found.length}: type to narrow.
        </p>
      )}
    </div>
  );
}

/** Options that contain the text, in whatever case; those that begin with it come first. */
export function matching(options: readonly string[], text: string): readonly string[] {
  if (text === '') {
    return options;
  }
  const sought = text.toLowerCase();
  const begin: string[] = [];
  const contain: string[] = [];
  for (const option of options) {
    const at = option.toLowerCase().indexOf(sought);
    if (at >= 0) {
      (at === 0 ? begin : contain).push(option);
    }
  }
  return [...begin, ...contain];
}
