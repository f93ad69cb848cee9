/**
 * Loads what draws a trace: a file of its own, as a search has no need of it.
 *
 * @throws Error where it cannot be loaded, as after the server was updated under an open page
 */
export async function loadTraceView(): Promise<typeof import('./TraceView').TraceView> {
  try {
    return (await import('./TraceView')).TraceView;
  } catch (cause) {
    throw new Error('The part of the page that draws traces could not be loaded. Load the page anew.', {
      cause,
    });
  }
}
