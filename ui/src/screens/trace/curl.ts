import { apiAddress } from '../../api';
import { fullAddress } from '../../url';

/** A command line that fetches a trace as OTLP JSON. */
export function curlOf(traceId: string): string {
  return `curl -s --compressed ${shellQuote(fullAddress(apiAddress(`traces/${traceId}`)))}`;
}

/** Text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
