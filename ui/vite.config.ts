import { defineConfig } from 'vitest/config';
import { bootScript } from './build/bootScript.ts';
import { servedFiles } from './build/servedFiles.ts';

export default defineConfig({
  // Every address in the built page is relative to <base href>, which the server writes: the page works below any path.
  base: './',
  plugins: [bootScript(), servedFiles()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { dedupe: ['preact'] },
  build: {
    outDir: 'target/page',
    emptyOutDir: true,
    target: 'es2022',
    // The policy of the page allows no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Marks for frameworks that render on servers, in every file of a library.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
  worker: { format: 'es' },
  server: {
    // "npm run dev" shows the page with what a Clew on its usual port answers.
    proxy: { '/api': 'http://127.0.0.1:16686' },
  },
  test: {
    include: ['{src,build}/**/*.test.{ts,tsx}'],
    cache: false,
  },
});
