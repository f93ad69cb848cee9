// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { copyText } from './copy';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A browser whose `copy` command takes what is selected, or refuses. */
function browserThatCopies(copied: string[], takes = true): void {
  document.execCommand = (command: string) => {
    const field = document.querySelector('textarea');
    copied.push(`${command} ${field?.value}`);
    return takes;
  };
  // What the test's document does not know as a selector is never there.
  vi.spyOn(document, 'querySelectorAll').mockReturnValue([] as unknown as NodeListOf<Element>);
}

test('the clipboard of a secure origin is used', async () => {
  const copied: string[] = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: async (text: string) => copied.push(text) } });
  expect(await copyText('a')).toBe(true);
  expect(copied).toEqual(['a']);
});

test('without one, the text is selected in a field that goes again', async () => {
  const copied: string[] = [];
  vi.stubGlobal('navigator', {});
  browserThatCopies(copied);
  expect(await copyText('line 1\nline 2')).toBe(true);
  expect(copied).toEqual(['copy line 1\nline 2']);
  expect(document.querySelector('textarea')).toBeNull();
});

test('a clipboard that refuses is not the last word', async () => {
  const copied: string[] = [];
  vi.stubGlobal('navigator', { clipboard: { writeText: () => Promise.reject(new Error('no focus')) } });
  browserThatCopies(copied);
  expect(await copyText('b')).toBe(true);
  expect(copied).toEqual(['copy b']);
});

test('where nothing copies, it says so', async () => {
  vi.stubGlobal('navigator', {});
  browserThatCopies([], false);
  expect(await copyText('c')).toBe(false);
});
