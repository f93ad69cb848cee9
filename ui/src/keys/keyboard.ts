import { useLayoutEffect, useRef } from 'preact/hooks';
import { SHORTCUTS, type ShortcutId } from './shortcuts';

/** How long the second key of a pair may take. */
const PAIR_MILLIS = 1500;

type Run = (event?: KeyboardEvent) => void;

/** What is bound now; of two bindings of a shortcut the newer counts. */
const bindings = new Map<ShortcutId, Run[]>();
let first = '';
let firstAt = 0;

/**
 * Says what shortcuts do while the component is there:
 * `useShortcuts({ nextMatch: () => find.next(), fit: () => setZoom(whole) })`. Functions may change at every drawing;
 * one that is undefined leaves its shortcut unbound.
 */
export function useShortcuts(actions: Partial<Record<ShortcutId, Run>>): void {
  const newest = useRef(actions);
  newest.current = actions;
  const ids = (Object.keys(actions) as ShortcutId[]).filter((id) => actions[id]).sort();
  // Before the page is painted: what can be seen can be worked.
  useLayoutEffect(() => {
    const ends = ids.map((id) => bind(id, (event) => newest.current[id]?.(event)));
    return () => ends.forEach((end) => end());
  }, [ids.join()]);
}

function bind(id: ShortcutId, run: Run): () => void {
  bindings.set(id, [...(bindings.get(id) ?? []), run]);
  return () =>
    bindings.set(
      id,
      bindings.get(id)!.filter((other) => other !== run),
    );
}

/** The shortcuts that do something now, in the order of their declaration. */
export function boundShortcuts(): ShortcutId[] {
  return (Object.keys(SHORTCUTS) as ShortcutId[]).filter((id) => bindings.get(id)?.length);
}

/** Does what a shortcut does, from elsewhere than the keyboard. */
export function runShortcut(id: ShortcutId): void {
  bindings.get(id)?.at(-1)?.();
}

/** Listens to the keyboard. Called once. */
export function startKeyboard(document: Document): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }
    const pressed = nameOf(event);
    const typing = isField(event.target) || inDialog(event.target);
    if (typing && !pressed.startsWith('Mod+')) {
      first = '';
      return;
    }
    const pair = Date.now() - firstAt < PAIR_MILLIS && first ? first + ' ' + pressed : '';
    const id = (pair && boundTo(pair)) || boundTo(pressed);
    first = id || !isFirst(pressed) ? '' : pressed;
    firstAt = Date.now();
    if (id) {
      event.preventDefault();
      bindings.get(id)!.at(-1)!(event);
    }
  });
}

function boundTo(keys: string): ShortcutId | undefined {
  return boundShortcuts().findLast((id) => (SHORTCUTS[id].keys as readonly string[]).includes(keys));
}

function isFirst(key: string): boolean {
  return boundShortcuts().some((id) => SHORTCUTS[id].keys.some((keys) => keys.startsWith(key + ' ')));
}

/** The name of a key as shortcuts are declared. Shift is part of the character that it makes. */
export function nameOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const character = event.key.length === 1;
  return (
    (event.ctrlKey || event.metaKey ? 'Mod+' : '') +
    (event.altKey ? 'Alt+' : '') +
    (event.shiftKey && !character ? 'Shift+' : '') +
    event.key
  );
}

/** Whether single keys are text there. */
export function isField(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null;
  return !!element?.closest(
    'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]',
  );
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && !!target.closest('dialog');
}

const MAC = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key or pair as it stands on the keyboard before the person: `Mod+k` is `Ctrl K` or `⌘ K`. */
export function keyCaps(keys: string): string[] {
  const held = keys.includes('+') && keys.length > 1;
  return keys.split(held ? '+' : ' ').map((key) => {
    if (key === 'Mod') {
      return MAC ? '⌘' : 'Ctrl';
    }
    return held && key.length === 1 ? key.toUpperCase() : key;
  });
}
