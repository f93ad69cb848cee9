import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Each folder's styles hold for the elements that it makes itself; all of them are one sheet in the end. */
const ROOMS = ['parts', 'shell', 'theme', 'screens/search', 'screens/trace'];

/** Classes that a rule styles wherever they are: `.find {`, `.sort:hover {`. */
function classesOf(room: string): Set<string> {
  const files = readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' });
  const sheets = files.filter((file) => file.endsWith('.css')).map((file) => `src/${room}/${file}`);
  const alone = /(?<=^|[,}])\s*\.([\w-]+)(?:::?[\w-]+)?\s*(?=[,{])/gm;
  return new Set(
    sheets.flatMap((sheet) => [...readFileSync(sheet, 'utf8').matchAll(alone)].map(([, name]) => name)),
  );
}

test('no two rooms style a class of the same name', () => {
  const owner = new Map<string, string>();
  const twice: string[] = [];
  for (const room of ROOMS) {
    for (const name of classesOf(room)) {
      const other = owner.get(name);
      if (other !== undefined) {
        twice.push(`.${name}: ${other} and ${room}`);
      }
      owner.set(name, room);
    }
  }
  expect(owner.size).toBeGreaterThan(100);
  expect(twice).toEqual([]);
});
