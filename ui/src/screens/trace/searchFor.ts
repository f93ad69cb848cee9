import type { TraceColumns } from '../../trace/columns';
import { searchAddress } from '../../url';

/** The longest query that is put into an address: servers and proxies refuse longer request lines. */
const LONGEST_QUERY = 4000;

/** How far around the trace a search from it looks, in nanoseconds: an hour. */
const AROUND = 3_600_000_000_000n;

/** The address of a search for a TraceQL query around the time of a trace; null for a query too long for one. */
export function searchFor(query: string, columns: TraceColumns, end: number): string | null {
  if (query.length > LONGEST_QUERY) {
    return null;
  }
  const parameters = new URLSearchParams({ q: query });
  parameters.set('start', instant(columns.startNanos - AROUND));
  parameters.set('end', instant(columns.startNanos + BigInt(Math.ceil(end)) + AROUND));
  return searchAddress(parameters);
}

/** To the millisecond, as the search writes it. */
function instant(nanos: bigint): string {
  return new Date(Number(nanos / 1_000_000n)).toISOString();
}
