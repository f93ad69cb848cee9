import type { Plugin } from 'vite';

/**
 * Adds `src/boot.ts` to the page as a script that waits neither for the page's own script nor for its style sheet. The
 * page's script imports what the two share, so each module is there once.
 */
export function bootScript(): Plugin {
  return {
    name: 'boot-script',
    config: () => ({
      build: { rolldownOptions: { input: { index: 'index.html', boot: 'src/boot.ts' } } },
    }),
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.name === 'boot',
        );
        const src = chunk ? `./${chunk.fileName}` : './src/boot.ts';
        return [{ tag: 'script', attrs: { type: 'module', async: true, src }, injectTo: 'head' }];
      },
    },
  };
}
