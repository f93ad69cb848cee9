import { defineConfig } from 'vite';

/** Bundles the scripts that Node runs: what drives a browser without being a test. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'target/scripts',
    rolldownOptions: {
      input: { budgets: 'browser/budgets/main.ts', screenshots: 'browser/screenshots/main.ts' },
    },
  },
});
