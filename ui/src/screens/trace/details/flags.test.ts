import { expect, test } from 'vitest';
import { flagWords } from './flags';

test('flags are said in words', () => {
  expect(flagWords(0)).toBe('');
  expect(flagWords(0x01)).toBe('sampled');
  expect(flagWords(0x103)).toBe('sampled, random trace id, local parent');
  expect(flagWords(0x301)).toBe('sampled, remote parent');
});

test('flags without a meaning stay numbers', () => {
  expect(flagWords(0x81)).toBe('sampled, 0x80');
  expect(flagWords(0x8000_0000)).toBe('0x80000000');
});
