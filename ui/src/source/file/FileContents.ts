/** What was found in a file. */
export interface FileContents {
  readonly name: string;
  /** How many bytes have been read, unpacked. */
  readonly bytes: number;
  readonly spans: number;
  /** The traces, by start. */
  readonly traces: readonly TraceSummary[];
  /** The first {@link PROBLEMS_KEPT} of what could not be read. */
  readonly problems: readonly string[];
  /** How many parts of the file could not be read. */
  readonly problemCount: number;
  /** Why the file was not read to its end; empty where it was. */
  readonly stopped: string;
}

export interface TraceSummary {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  readonly spans: number;
  readonly errors: number;
  /** Nanoseconds since 1970. */
  readonly startNanos: bigint;
  /** Nanoseconds from the earliest start to the latest end. */
  readonly duration: number;
  /** Of the earliest root; of the earliest span where there is none. */
  readonly service: string;
  readonly name: string;
}

/** How many bytes of one file, unpacked, are read: 1 GiB. */
export const FILE_BYTES_LIMIT = 1024 * 1024 * 1024;

/** How many bytes the spans of one file may take in memory, as OTLP JSON: 512 MiB. */
export const FILE_TEXT_LIMIT = 512 * 1024 * 1024;

/** How many spans of one file are taken. */
export const FILE_SPANS_LIMIT = 1_000_000;

/** How many traces of one file are taken. */
export const FILE_TRACES_LIMIT = 100_000;

/** How many bytes one span may have in a file, or one list of resources or processes: 16 MiB. */
export const FILE_VALUE_LIMIT = 16 * 1024 * 1024;

/** How many problems are told one by one. */
export const PROBLEMS_KEPT = 100;
