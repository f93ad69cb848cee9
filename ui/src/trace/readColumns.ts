import { ColumnFile, ColumnsError } from './ColumnFile';
import { MISSING, type TraceColumns } from './columns';

/**
 * Reads the answer that `docs/columns.md` specifies. The arrays lie in the answer's memory, which is changed: it is not
 * to be read a second time.
 *
 * @throws ColumnsError for input that is not as specified
 */
export function readColumns(bytes: ArrayBuffer): TraceColumns {
  const file = new ColumnFile(bytes);
  const strings = file.strings('strings');
  const columns: TraceColumns = {
    traceId: file.traceId,
    startNanos: file.startNanos,
    rows: file.rows,
    spanIds: file.halves('span_id'),
    parent: file.int32('parent'),
    start: file.unsigned('start'),
    duration: file.signed('duration'),
    service: file.int32('service'),
    name: file.int32('name'),
    kind: file.uint8('kind'),
    status: file.uint8('status'),
    events: file.int32('events'),
    links: file.int32('links'),
    missing: { rows: file.int32OfAnyLength('missing_row'), ids: file.halvesOfAnyLength('missing_id') },
    strings,
  };
  checkRange('parent', columns.parent, MISSING, columns.rows);
  checkRange('service', columns.service, 0, strings.length);
  checkRange('name', columns.name, 0, strings.length);
  checkAscending(columns.start);
  checkMissing(columns);
  return columns;
}

/** Reads only the ids of the spans that an answer has. */
export function readSpanIds(bytes: ArrayBuffer): Int32Array {
  return new ColumnFile(bytes).halves('span_id');
}

/** All that is built on columns relies on their numbers being indexes. */
function checkRange(name: string, values: Int32Array, from: number, to: number): void {
  for (let row = 0; row < values.length; row++) {
    if (values[row] < from || values[row] >= to) {
      throw new ColumnsError(
        `column "${name}": byte ${values.byteOffset + 4 * row}: row ${row} has ${values[row]}, which is not from ${from} to ${to - 1}`,
      );
    }
  }
}

function checkAscending(start: Float64Array): void {
  for (let row = 1; row < start.length; row++) {
    if (start[row] < start[row - 1]) {
      throw new ColumnsError(
        `column "start": byte ${start.byteOffset + 8 * row}: row ${row} is at ${start[row]}, before the row above it`,
      );
    }
  }
}

function checkMissing({ missing, parent }: TraceColumns): void {
  const { rows, ids } = missing;
  if (ids.length !== 2 * rows.length) {
    throw new ColumnsError(
      `column "missing_id": byte ${ids.byteOffset}: ${ids.length / 2} ids are not one for each of ${rows.length} rows`,
    );
  }
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (parent[row] !== MISSING || (i > 0 && row <= rows[i - 1])) {
      throw new ColumnsError(
        `column "missing_row": byte ${rows.byteOffset + 4 * i}: row ${row} is not the next row without its parent`,
      );
    }
  }
}
