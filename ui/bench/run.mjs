// Bundles a benchmark as the page is bundled, and runs it: node bench/run.mjs [name] [arguments]
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const [name = 'model', ...rest] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  root,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: `bench/${name}.ts`,
    outDir: 'target/bench',
    emptyOutDir: true,
    minify: true,
    target: 'es2022',
  },
});
process.argv.splice(2, Infinity, ...rest);
await import(`../target/bench/${name}.js`);
