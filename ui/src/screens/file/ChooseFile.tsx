import { formatCount } from '../../format';
import { Icon } from '../../parts';
import { chooseFile } from '../../shell';
import {
  FILE_BYTES_LIMIT,
  FILE_SPANS_LIMIT,
  FILE_TEXT_LIMIT,
  FILE_TRACES_LIMIT,
  FILE_VALUE_LIMIT,
} from '../../source/file/FileContents';

/** Asks for a file, and says which ones can be opened. */
export function ChooseFile() {
  return (
    <main class="file-screen">
      <h1>Open traces from a file</h1>
      <p>Drop a file anywhere on the page, or choose one. It is read in this browser and sent nowhere.</p>
      <ChooseFile.Button />
      <ul class="soft">
        <li>Jaeger: JSON of its query API or of “Download results”; one answer, or one a line</li>
        <li>Zipkin: JSON version 2, a list of spans or of traces</li>
        <li>OTLP JSON: TracesData or export requests; one, or one a line</li>
      </ul>
      <p class="soft">
        All of them plain or packed with gzip; up to {mebibytes(FILE_BYTES_LIMIT)} unpacked,{' '}
        {formatCount(FILE_SPANS_LIMIT)} spans that take {mebibytes(FILE_TEXT_LIMIT)} as OTLP JSON,{' '}
        {formatCount(FILE_TRACES_LIMIT)} traces, and {mebibytes(FILE_VALUE_LIMIT)} for one span.
      </p>
    </main>
  );
}

ChooseFile.Button = () => (
  <p>
    <button type="button" class="primary" onClick={chooseFile}>
      <Icon name="file" />
      Choose a file
    </button>
  </p>
);

function mebibytes(bytes: number): string {
  return `${formatCount(bytes / 1024 / 1024)} MiB`;
}
