// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { boundShortcuts, keyCaps, runShortcut, startKeyboard, useShortcuts } from './keyboard';
import { SHORTCUTS, type ShortcutId } from './shortcuts';

let done: string[] = [];

function Binder({ ids }: { ids: readonly ShortcutId[] }) {
  useShortcuts(Object.fromEntries(ids.map((id) => [id, () => done.push(id)])));
  return <input id="field" />;
}

function show(...ids: ShortcutId[]): void {
  act(() => render(<Binder ids={ids} />, document.body));
}

function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body): boolean {
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  );
}

beforeAll(() => startKeyboard(document));
beforeEach(() => {
  done = [];
});
afterEach(() => act(() => render(null, document.body)));

test('a key does what its shortcut says, and nothing once the component has gone', () => {
  show('nextMatch', 'help');
  press('n');
  press('?', { shiftKey: true });
  expect(done).toEqual(['nextMatch', 'help']);
  act(() => render(null, document.body));
  press('n');
  expect(done).toHaveLength(2);
  expect(boundShortcuts()).toEqual([]);
});

test('capital and small letters are different keys', () => {
  show('nextMatch', 'previousMatch');
  press('N', { shiftKey: true });
  expect(done).toEqual(['previousMatch']);
});

test('two keys after one another are one shortcut', () => {
  show('goSearch', 'zoomOut', 'fit');
  press('g');
  press('s');
  press('s');
  press('g');
  press('f');
  expect(done).toEqual(['goSearch', 'zoomOut', 'fit']);
});

test('single keys are text in a field, and held keys work there', () => {
  show('nextMatch', 'palette');
  const field = document.getElementById('field')!;
  expect(press('n', {}, field)).toBe(true);
  expect(press('k', { ctrlKey: true }, field)).toBe(false);
  expect(done).toEqual(['palette']);
});

test('keys of the browser stay with the browser', () => {
  show('nextMatch', 'fit');
  press('f', { ctrlKey: true });
  press('n', { metaKey: true });
  expect(done).toEqual([]);
});

test('a shortcut can be run without its key', () => {
  show('fit');
  runShortcut('fit');
  runShortcut('help');
  expect(done).toEqual(['fit']);
});

test('no two shortcuts of screens that are there together share a key', () => {
  for (const screen of ['Search', 'Trace']) {
    const keys = Object.values(SHORTCUTS)
      .filter(({ group }) => group === 'Everywhere' || group === screen)
      .flatMap(({ keys }) => keys as readonly string[]);
    expect(keys).toHaveLength(new Set(keys).size);
    const firsts = new Set(keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
    expect(keys.filter((key) => firsts.has(key))).toEqual([]);
  }
});

test('keys are shown as they stand on the keyboard', () => {
  expect(keyCaps('Mod+k')).toEqual(['Ctrl', 'K']);
  expect(keyCaps('g s')).toEqual(['g', 's']);
  expect(keyCaps('+')).toEqual(['+']);
});
