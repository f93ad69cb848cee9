import { useEffect, useState } from 'preact/hooks';
import { clip, formatCount, visible } from '../../format';
import { ErrorPanel, useTitle } from '../../parts';
import { type ChosenFile, useChosenFile } from '../../shell';
import type { FileContents } from '../../source/file/FileContents';
import { text, useQueryFields } from '../../url';
import { worker } from '../../worker';
import { LoadingTrace } from '../trace/LoadingTrace';
import { ChooseFile } from './ChooseFile';
import { FileTrace } from './FileTrace';
import { TraceList } from './TraceList';
import './file.css';

/** `/file`: the traces of a file that was dropped on the page or chosen. */
export function FileScreen() {
  const chosen = useChosenFile();
  useTitle(chosen?.file.name ?? 'Open a file');
  return chosen ? <Opened key={chosen.number} chosen={chosen} /> : <ChooseFile />;
}

type State =
  | { readonly phase: 'reading'; readonly bytes: number }
  | { readonly phase: 'failed'; readonly error: unknown }
  | { readonly phase: 'read'; readonly contents: FileContents };

const TRACE = { trace: text() };

function Opened({ chosen: { file, number } }: { chosen: ChosenFile }) {
  const [state, setState] = useState<State>({ phase: 'reading', bytes: 0 });
  const [attempts, setAttempts] = useState(0);
  const [{ trace }] = useQueryFields(TRACE);

  useEffect(() => {
    const ending = new AbortController();
    worker
      .call({ does: 'open', file, number }, ending.signal, (bytes) =>
        setState((before) => (before.phase === 'reading' ? { phase: 'reading', bytes } : before)),
      )
      .then((contents) => setState({ phase: 'read', contents }))
      .catch((error: unknown) => {
        if (!ending.signal.aborted) {
          setState({ phase: 'failed', error });
        }
      });
    return () => ending.abort();
  }, [file, number, attempts]);

  switch (state.phase) {
    case 'reading':
      return <LoadingTrace bytes={state.bytes} total={file.size} />;
    case 'failed':
      return (
        <main class="file-screen">
          <ErrorPanel
            error={state.error}
            title="The file could not be opened"
            onRetry={() => {
              setState({ phase: 'reading', bytes: 0 });
              setAttempts((count) => count + 1);
            }}
          />
          <ChooseFile.Button />
        </main>
      );
    case 'read': {
      const { contents } = state;
      // What could not be read of a file is told before its one trace is shown.
      const isWhole = contents.problemCount === 0 && contents.stopped === '';
      const only = contents.traces.length === 1 && isWhole ? contents.traces[0].traceId : '';
      const shown = trace || only;
      return shown ? (
        <FileTrace key={shown} file={number} traceId={shown} />
      ) : (
        <main class="file-screen">
          <h1>
            <bdi>{visible(clip(contents.name, 200))}</bdi>
          </h1>
          <p class="soft">
            {formatCount(contents.traces.length)} {contents.traces.length === 1 ? 'trace' : 'traces'},{' '}
            {formatCount(contents.spans)} spans, {(contents.bytes / 1e6).toFixed(1)} MB unpacked. Nothing of
            it leaves this browser.
          </p>
          <Problems contents={contents} />
          <TraceList traces={contents.traces} />
          <ChooseFile.Button />
        </main>
      );
    }
  }
}

function Problems({ contents: { problems, problemCount, stopped } }: { contents: FileContents }) {
  return (
    <>
      {stopped !== '' && (
        <p class="file-stopped" role="alert">
          Not all of the file was read: {visible(clip(stopped, 1000))}
        </p>
      )}
      {problemCount > 0 && (
        <details class="file-problems">
          <summary>
            {formatCount(problemCount)} {problemCount === 1 ? 'part' : 'parts'} could not be read; the rest is
            here
          </summary>
          <ul>
            {problems.map((problem) => (
              <li key={problem} class="foreign">
                {visible(clip(problem, 1000))}
              </li>
            ))}
          </ul>
          {problemCount > problems.length && (
            <p class="soft">and {formatCount(problemCount - problems.length)} more</p>
          )}
        </details>
      )}
    </>
  );
}
