import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { services } from '../api';
import { visible } from '../format';
import { SHORTCUTS, type ShortcutId, boundShortcuts, offeredCommands, runShortcut } from '../keys';
import { Dialog, Keys } from '../parts';
import { go, searchAddress, traceAddress } from '../url';
import { bestFirst } from './matching';
import { traceIdIn } from './traceId';

interface Entry {
  readonly label: string;
  readonly words?: string;
  readonly shortcut?: ShortcutId;
  readonly run: () => void;
}

/** More would not be read. */
const MOST_SHOWN = 60;

/** Everything that can be done now, found by a few letters; a trace id goes to its trace, a service to its search. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { data: names } = useQuery({ queryKey: ['services'], queryFn: ({ signal }) => services({}, signal) });

  // As it was when the palette opened: the palette's own dialog binds nothing.
  const commands = useMemo<Entry[]>(
    () => [
      ...boundShortcuts()
        .filter((id) => id !== 'palette')
        .map((id) => ({ label: SHORTCUTS[id].description, shortcut: id, run: () => runShortcut(id) })),
      ...offeredCommands(),
    ],
    [],
  );
  const entries = useMemo(() => {
    const id = traceIdIn(text);
    const trace: Entry[] = id ? [{ label: `Open trace ${id}`, run: () => go(traceAddress(id)) }] : [];
    const searches = (names ?? []).map<Entry>((name) => ({
      label: `Search ${visible(name)}`,
      words: 'service traces',
      run: () => go(searchAddress(new URLSearchParams({ service: name }))),
    }));
    return [...trace, ...bestFirst([...commands, ...searches], text)].slice(0, MOST_SHOWN);
  }, [commands, names, text]);

  const at = Math.min(chosen, entries.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at, entries]);

  const run = (entry: Entry | undefined) => {
    if (entry) {
      onClose();
      // After the dialog has given the focus back, which the command may want to move.
      setTimeout(entry.run);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10 }[event.key];
    if (to !== undefined) {
      const wraps = event.key.startsWith('Arrow');
      const last = entries.length - 1;
      setChosen(wraps && to < 0 ? last : wraps && to > last ? 0 : Math.max(0, Math.min(last, to)));
    } else if (event.key === 'Enter' && !event.isComposing) {
      run(entries[at]);
    } else {
      return;
    }
    event.preventDefault();
  };

  return (
    <Dialog title="Commands" onClose={onClose} bare class="palette">
      <input
        autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={entries.length > 0 ? `palette-${at}` : undefined}
        aria-label="Command, service or trace id"
        placeholder="Type a command, a service or a trace id"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label="Commands">
        {entries.map((entry, i) => (
          <div
            key={entry.label}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at}
            onMouseMove={() => setChosen(i)}
            onClick={() => run(entry)}
          >
            <span class="clipped" dir="auto">
              {entry.label}
            </span>
            {entry.shortcut && <Keys of={entry.shortcut} first />}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p class="none">Nothing matches.</p>}
    </Dialog>
  );
}
