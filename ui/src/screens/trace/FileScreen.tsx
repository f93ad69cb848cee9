import { useTitle } from '../../parts';
import { chooseFile, useOpenedFile } from '../../shell';

/** `/file`: the trace of a file that was dropped on the page or chosen. */
export function FileScreen() {
  const file = useOpenedFile();
  useTitle(file?.name ?? 'Open a file');
  return (
    <main>
      <h1>{file?.name ?? 'Open a trace from a file'}</h1>
      <p class="soft">Drop a file with a Jaeger, Zipkin or OTLP JSON trace anywhere on the page.</p>
      <button type="button" class="primary" onClick={chooseFile}>
        Choose a file
      </button>
    </main>
  );
}
