/**
 * The path below which everything of this Clew lies, with a slash at both ends: `/`, or `/clew/` under
 * `--base-path /clew`. The server writes it into the page as `<base href>`.
 */
export const basePath: string = typeof document === 'undefined' ? '/' : new URL(document.baseURI).pathname;

/** The address of something below the base path: `below('api/clew/v1/status')`. */
export function below(path: string): string {
  return basePath + path.replace(/^\//, '');
}
