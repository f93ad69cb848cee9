import type { Progress } from '../TraceSource';
import { FILE_BYTES_LIMIT, type FileContents } from './FileContents';
import { FileError } from './FileError';
import { FileSource } from './FileSource';
import { JsonElements } from './JsonElements';
import { withoutRepeats } from './repeats';
import { SpanReader } from './SpanReader';
import { SpanStore } from './SpanStore';
import { summariesOf } from './summaries';

/** A file that has been read. */
export interface OpenedFile {
  readonly contents: FileContents;
  /** One of its traces. */
  trace(traceId: string): FileSource;
}

/**
 * Reads a file with traces: Jaeger's, Zipkin's or OTLP's JSON, one value or many, packed with gzip or not. What cannot be
 * read is told in {@link FileContents}; limits are there too.
 *
 * @param progress hears of bytes as they lie in the file
 * @throws FileError where there is no span in it
 */
export async function openFile(file: File, signal: AbortSignal, progress?: Progress): Promise<OpenedFile> {
  const store = new SpanStore();
  const reader = new SpanReader(store);
  const elements = new JsonElements(reader);
  let bytes = 0;
  let stopped = '';
  try {
    for await (const chunk of chunksOf(file, signal, progress)) {
      bytes += chunk.length;
      if (bytes > FILE_BYTES_LIMIT) {
        throw new FileError(`there are more than ${FILE_BYTES_LIMIT} bytes, the limit for a file`);
      }
      elements.push(chunk);
    }
    elements.end();
  } catch (error) {
    if (signal.aborted || !(error instanceof FileError)) {
      throw error;
    }
    stopped = error.message;
  }
  const { problems, problemCount } = reader;
  if (store.count === 0) {
    throw new FileError(
      [
        `${file.name}: no span of Jaeger, Zipkin or OTLP JSON is in it`,
        ...(stopped ? [stopped] : []),
        ...problems.slice(0, 3),
      ].join('; '),
    );
  }
  const spans = withoutRepeats(store);
  const traces = summariesOf(store, spans);
  const { name } = file;
  return {
    contents: { name, bytes, spans: spans.length, traces, problems, problemCount, stopped },
    trace: (traceId) => new FileSource(store, traceId, store.inTrace(traceId, spans)),
  };
}

/** The bytes of a file, unpacked where they begin as gzip does. */
async function* chunksOf(
  file: File,
  signal: AbortSignal,
  progress: Progress | undefined,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      read += chunk.length;
      progress?.(read, file.size);
      controller.enqueue(chunk);
    },
  });
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const raw = file.stream().pipeThrough(counted, { signal });
  const stream = isPacked ? raw.pipeThrough(new DecompressionStream('gzip')) : raw;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        return;
      }
      yield value;
    }
  } catch (error) {
    if (signal.aborted) {
      throw signal.reason;
    }
    if (error instanceof FileError) {
      throw error;
    }
    const packed = isPacked ? ' (it is packed with gzip: is it whole?)' : '';
    throw new FileError(`the file cannot be read beyond byte ${read}${packed}: ${String(error)}`);
  } finally {
    await reader.cancel().catch(() => {
      // It has failed already.
    });
  }
}
