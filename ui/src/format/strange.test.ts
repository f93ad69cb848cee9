import { expect, test } from 'vitest';
import { clip, visible } from './strange';

test('what cannot be seen is shown', () => {
  expect(visible('a\u0000b\n\tc\u007f')).toBe('a⟨U+0000⟩b↵⇥c⟨U+007F⟩');
  expect(visible('line\u2028separator')).toBe('line⟨U+2028⟩separator');
  expect(visible('abc\u202Etxt.exe')).toBe('abc⟨U+202E⟩txt.exe');
  expect(visible('\uD800')).toBe('⟨U+D800⟩');
});

test('of text that is all space the spaces are shown', () => {
  expect(visible('  ')).toBe('␣␣');
  expect(visible(' \n')).toBe('␣↵');
  expect(visible('')).toBe('');
});

test('ordinary text of any script stays as it is', () => {
  for (const text of ['POST /order', 'שלום', 'مرحبا', '日本語', '👩‍🚀', '<b>&amp;']) {
    expect(visible(text)).toBe(text);
  }
});

test('a clipped text does not end in half a character', () => {
  expect(clip('abc', 3)).toBe('abc');
  expect(clip('abcd', 3)).toBe('abc…');
  expect(clip('ab👩cd', 3)).toBe('ab…');
});
