import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type Rolldown, build } from 'vite';
import { beforeAll, expect, test } from 'vitest';

/** Most bytes of a first load with gzip. */
const FIRST_LOAD = 120_000;

let files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];

beforeAll(async () => {
  const output = await build({ logLevel: 'error', build: { write: false } });
  files = (output as Rolldown.RolldownOutput).output;
}, 60_000);

function chunks(): Rolldown.OutputChunk[] {
  return files.filter((file) => file.type === 'chunk');
}

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): string | Uint8Array {
  return file.type === 'chunk' ? file.code : file.source;
}

test('libraries written for React get Preact, and no React is in the bundle', () => {
  const modules = chunks().flatMap((chunk) => Object.keys(chunk.modules));
  const libraries = new Set(
    modules.map((id) => /node_modules\/(?!.*node_modules\/)((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]),
  );
  expect(libraries).toContain('preact');
  expect(libraries).toContain('@tanstack/react-query');
  expect(libraries).not.toContain('scheduler');
  expect(libraries).not.toContain('react-dom');
  for (const name of ['react', 'react-dom']) {
    const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
      name: string;
    };
    expect(installed.name).toBe('@preact/compat');
  }
  const all = files.map((file) => Buffer.from(contentOf(file)).toString()).join();
  expect(all).not.toContain('react.dev/errors');
  expect(all).not.toContain('dangerouslySetInnerHTML:');
});

/** The page, and all that it loads before the screen can be used: some files, and whatever those import. */
function firstLoad(...also: readonly RegExp[]): { readonly files: number; readonly bytes: number } {
  const html = files.find((file) => file.fileName === 'index.html')!;
  const first = new Set<string>(['index.html']);
  const load = (name: string) => {
    if (!first.has(name)) {
      first.add(name);
      chunks()
        .find((chunk) => chunk.fileName === name)
        ?.imports.forEach(load);
    }
  };
  [...String(contentOf(html)).matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].forEach(([, name]) =>
    load(name),
  );
  for (const pattern of also) {
    const found = files.filter(({ fileName }) => pattern.test(fileName));
    expect(found, String(pattern)).toHaveLength(1);
    load(found[0].fileName);
  }
  const bytes = files
    .filter((file) => first.has(file.fileName))
    .reduce((sum, file) => sum + gzipSync(contentOf(file), { level: 9 }).length, 0);
  return { files: first.size, bytes };
}

test.each([
  ['a search with its results', [/plot-[\w-]+\.js$/, /plot-[\w-]+\.css$/]],
  ['a trace', [/TraceView-[\w-]+\.js$/, /TraceView-[\w-]+\.css$/, /traceWorker-[\w-]+\.js$/]],
])('the first load of %s is small', (_, also) => {
  const first = firstLoad(...also);
  expect(first.files).toBeGreaterThanOrEqual(6);
  expect(first.bytes).toBeGreaterThan(10_000);
  expect(first.bytes).toBeLessThanOrEqual(FIRST_LOAD);
});

test('the page has no script or style within itself', () => {
  const html = String(contentOf(files.find((file) => file.fileName === 'index.html')!));
  expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/i);
  const scripts = html.match(/<script[^>]*>/g);
  expect(scripts).toEqual([
    expect.stringMatching(/src="\.\/assets\/index-/),
    expect.stringMatching(/ async src="\.\/assets\/boot-/),
  ]);
});

test('what is begun before the page is ready waits for little', () => {
  const boot = chunks().find(({ name }) => name === 'boot')!;
  expect(boot.imports).toEqual([]);
  expect(gzipSync(boot.code).length).toBeLessThan(20_000);
});
