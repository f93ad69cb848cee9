import { expect, test } from 'vitest';
import { bestFirst } from './matching';

const ENTRIES = [
  { label: 'Show this help' },
  { label: 'Go to search' },
  { label: 'Search ts-order-service', words: 'service traces' },
  { label: 'Use the dark theme', words: 'colour night' },
  { label: 'Research' },
];

function labels(text: string): string[] {
  return bestFirst(ENTRIES, text).map(({ label }) => label);
}

test('nothing typed finds everything', () => {
  expect(labels(' ')).toEqual(ENTRIES.map(({ label }) => label));
});

test('what begins with the text comes first, then words that do, then the rest', () => {
  expect(labels('search')).toEqual(['Search ts-order-service', 'Go to search', 'Research']);
});

test('every word has to be there, in any order', () => {
  expect(labels('theme dark')).toEqual(['Use the dark theme']);
  expect(labels('order search')).toEqual(['Search ts-order-service']);
  expect(labels('theme green')).toEqual([]);
});

test('further words find an entry too', () => {
  expect(labels('NIGHT')).toEqual(['Use the dark theme']);
});
