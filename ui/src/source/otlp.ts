import type { Attribute, SpanDetails, Value } from './SpanDetails';

/**
 * OTLP JSON as far as it is read here. 64-bit integers are strings or numbers, enumerations numbers or names.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export interface OtlpTraces {
  readonly resourceSpans?: readonly {
    readonly resource?: OtlpResource;
    readonly schemaUrl?: string;
    readonly scopeSpans?: readonly {
      readonly scope?: OtlpScope;
      readonly schemaUrl?: string;
      readonly spans?: readonly OtlpSpan[];
    }[];
  }[];
}

export interface OtlpResource {
  attributes?: readonly OtlpAttribute[];
  /** Of what is around the resource. */
  schemaUrl?: string;
}

export interface OtlpScope {
  name?: string;
  version?: string;
  attributes?: readonly OtlpAttribute[];
  /** Of what is around the scope. */
  schemaUrl?: string;
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly flags?: number;
  readonly name?: string;
  readonly kind?: number | string;
  readonly startTimeUnixNano?: Int64;
  readonly endTimeUnixNano?: Int64;
  readonly attributes?: readonly OtlpAttribute[];
  readonly droppedAttributesCount?: number;
  readonly events?: readonly OtlpEvent[];
  readonly droppedEventsCount?: number;
  readonly links?: readonly OtlpLink[];
  readonly droppedLinksCount?: number;
  readonly status?: { readonly code?: number | string; readonly message?: string };
}

export interface OtlpEvent {
  readonly timeUnixNano?: Int64;
  readonly name?: string;
  readonly attributes?: readonly OtlpAttribute[];
}

export interface OtlpLink {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly traceState?: string;
  readonly attributes?: readonly OtlpAttribute[];
}

export interface OtlpAttribute {
  readonly key: string;
  readonly value?: OtlpValue;
}

export interface OtlpValue {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: Int64;
  readonly doubleValue?: number | string;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
  readonly kvlistValue?: { readonly values?: readonly OtlpAttribute[] };
}

type Int64 = string | number;

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];
const STATUSES = ['UNSET', 'OK', 'ERROR'];

/** All spans of a TracesData object. */
export function spansOf(traces: OtlpTraces): SpanDetails[] {
  return (traces.resourceSpans ?? []).flatMap((resourceSpans) =>
    (resourceSpans.scopeSpans ?? []).flatMap((scopeSpans) =>
      (scopeSpans.spans ?? []).map((span) =>
        detailsOf(
          span,
          { ...resourceSpans.resource, schemaUrl: resourceSpans.schemaUrl },
          { ...scopeSpans.scope, schemaUrl: scopeSpans.schemaUrl },
        ),
      ),
    ),
  );
}

/** One span with what is around it. */
export function detailsOf(span: OtlpSpan, resource: OtlpResource, scope: OtlpScope): SpanDetails {
  return {
    traceId: span.traceId.toLowerCase(),
    spanId: span.spanId.toLowerCase(),
    parentSpanId: parentOf(span),
    name: span.name ?? '',
    kind: kindOf(span),
    startNanos: int64(span.startTimeUnixNano),
    endNanos: int64(span.endTimeUnixNano),
    status: { code: statusOf(span), message: span.status?.message ?? '' },
    traceState: span.traceState ?? '',
    flags: span.flags ?? 0,
    attributes: attributesOf(span.attributes),
    events: (span.events ?? []).map((event) => ({
      timeNanos: int64(event.timeUnixNano),
      name: event.name ?? '',
      attributes: attributesOf(event.attributes),
    })),
    links: (span.links ?? []).map((link) => ({
      traceId: (link.traceId ?? '').toLowerCase(),
      spanId: (link.spanId ?? '').toLowerCase(),
      traceState: link.traceState ?? '',
      attributes: attributesOf(link.attributes),
    })),
    resource: { attributes: attributesOf(resource.attributes), schemaUrl: resource.schemaUrl ?? '' },
    scope: {
      name: scope.name ?? '',
      version: scope.version ?? '',
      attributes: attributesOf(scope.attributes),
      schemaUrl: scope.schemaUrl ?? '',
    },
    dropped: {
      attributes: span.droppedAttributesCount ?? 0,
      events: span.droppedEventsCount ?? 0,
      links: span.droppedLinksCount ?? 0,
    },
  };
}

/** The parent's id in lower case; `null` where it is missing, empty or zero. */
export function parentOf(span: OtlpSpan): string | null {
  const id = span.parentSpanId ?? '';
  return /^0*$/.test(id) ? null : id.toLowerCase();
}

export function kindOf(span: OtlpSpan): number {
  return numberOf(span.kind, KINDS, 'SPAN_KIND_');
}

export function statusOf(span: OtlpSpan): number {
  return numberOf(span.status?.code, STATUSES, 'STATUS_CODE_');
}

/** The text of the last string attribute with a key; empty for none. */
export function attributeText(attributes: readonly OtlpAttribute[] | undefined, key: string): string {
  let text = '';
  for (const attribute of attributes ?? []) {
    if (attribute.key === key && typeof attribute.value?.stringValue === 'string') {
      text = attribute.value.stringValue;
    }
  }
  return text;
}

function numberOf(given: number | string | undefined, names: readonly string[], prefix: string): number {
  if (typeof given === 'string') {
    const index = names.indexOf(given.replace(prefix, ''));
    return index >= 0 ? index : 255;
  }
  return given === undefined || given === null ? 0 : given >= 0 && given < 255 ? given : 255;
}

function attributesOf(attributes: readonly OtlpAttribute[] | undefined): Attribute[] {
  return (attributes ?? []).map(({ key, value }) => ({ key: key ?? '', value: valueOf(value) }));
}

/** In protobuf's JSON null is the same as missing. */
function valueOf(value: OtlpValue | undefined): Value {
  if (value?.stringValue != null) {
    return { type: 'string', value: value.stringValue };
  }
  if (value?.boolValue != null) {
    return { type: 'boolean', value: value.boolValue };
  }
  if (value?.intValue != null) {
    return { type: 'int', value: int64(value.intValue) };
  }
  if (value?.doubleValue != null) {
    // NaN and the infinities are strings.
    return { type: 'double', value: Number(value.doubleValue) };
  }
  if (value?.bytesValue != null) {
    return { type: 'bytes', value: value.bytesValue };
  }
  if (value?.arrayValue != null) {
    return { type: 'array', value: (value.arrayValue.values ?? []).map(valueOf) };
  }
  if (value?.kvlistValue != null) {
    return { type: 'map', value: attributesOf(value.kvlistValue.values) };
  }
  return { type: 'empty' };
}

function int64(value: Int64 | undefined): bigint {
  try {
    return BigInt(value ?? 0);
  } catch {
    return 0n;
  }
}
