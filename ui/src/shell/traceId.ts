/**
 * The trace id in what somebody pasted: an id by itself (up to 32 hexadecimal digits, of which 16 at least, as a span's
 * or a port's number is no trace id), a UUID, a W3C `traceparent`, or a link to a trace of any Jaeger or Clew.
 */
export function traceIdIn(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  const id =
    /^(?:0x)?([0-9a-f]{16,32})$/.exec(trimmed)?.[1] ??
    /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(trimmed)?.[1] ??
    /^https?:\/\/[^\s?#]*\/traces?\/([0-9a-f]{1,32})(?:[/?#]\S*)?$/.exec(trimmed)?.[1];
  return id ?? /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(trimmed)?.[1].replaceAll('-', '');
}
