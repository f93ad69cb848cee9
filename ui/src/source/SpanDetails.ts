/** One span with everything that was sent of it, as OTLP has it. */
export interface SpanDetails {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** 16 hexadecimal digits; `null` for a root. */
  readonly parentSpanId: string | null;
  readonly name: string;
  /** OTLP's number of the kind. */
  readonly kind: number;
  /** Nanoseconds since 1970. */
  readonly startNanos: bigint;
  /** Nanoseconds since 1970; may be before the start. */
  readonly endNanos: bigint;
  readonly status: { readonly code: number; readonly message: string };
  /** The W3C trace state; empty for none. */
  readonly traceState: string;
  /** OTLP's span flags: the W3C trace flags in the lowest eight bits, above them whether the parent is remote. */
  readonly flags: number;
  readonly attributes: readonly Attribute[];
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly resource: { readonly attributes: readonly Attribute[]; readonly schemaUrl: string };
  readonly scope: {
    readonly name: string;
    readonly version: string;
    readonly attributes: readonly Attribute[];
    readonly schemaUrl: string;
  };
  /** What the sender left out. */
  readonly dropped: { readonly attributes: number; readonly events: number; readonly links: number };
}

export interface SpanEvent {
  /** Nanoseconds since 1970. */
  readonly timeNanos: bigint;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

export interface SpanLink {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  readonly traceState: string;
  readonly attributes: readonly Attribute[];
}

/** A key and its value. Keys may repeat. */
export interface Attribute {
  readonly key: string;
  readonly value: Value;
}

/** OTLP's AnyValue. */
export type Value =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'bytes'; /** Base64. */ readonly value: string }
  | { readonly type: 'array'; readonly value: readonly Value[] }
  | { readonly type: 'map'; readonly value: readonly Attribute[] }
  | { readonly type: 'empty' };
