import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below it, compression saves less than it costs. */
const WORTH_COMPRESSING = 512;

/**
 * Makes the built page ready to be served without further work: a gzip and a brotli copy beside every file, and
 * `files.txt`, one name a line, since a jar cannot be listed. The server writes into index.html, so that one has none.
 */
export function servedFiles(): Plugin {
  /** Empty where nothing is written. */
  let folder = '';
  return {
    name: 'served-files',
    apply: 'build',
    configResolved(config) {
      folder = config.build.write ? join(config.root, config.build.outDir) : '';
    },
    closeBundle() {
      if (!folder) {
        return;
      }
      const files = (readdirSync(folder, { recursive: true }) as string[])
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => statSync(join(folder, file)).isFile())
        .sort();
      const compressed = files
        .filter((file) => file !== 'index.html' && statSync(join(folder, file)).size >= WORTH_COMPRESSING)
        .flatMap((file) => {
          const bytes = readFileSync(join(folder, file));
          writeFileSync(join(folder, file + '.gz'), gzipSync(bytes, { level: 9 }));
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          };
          writeFileSync(join(folder, file + '.br'), brotliCompressSync(bytes, { params }));
          return [file + '.gz', file + '.br'];
        });
      writeFileSync(join(folder, 'files.txt'), [...files, ...compressed].sort().join('\n') + '\n');
    },
  };
}
