import { ProtobufWriter } from './ProtobufWriter';
import { type Attributes, type Span, type Trace, Text, type Value, upperHalf } from './span';

const STATUS_ERROR = 2;

/** A span and the trace it is of. */
export interface SpanOf {
  readonly trace: Trace;
  readonly span: Span;
}

/** Writes spans as OTLP's ExportTraceServiceRequest (protobuf, opentelemetry-proto 1.11). */
export class RequestWriter {
  private readonly out = new ProtobufWriter();

  /** One request with these spans, a ResourceSpans for every service; valid until the next call. */
  request(spans: readonly SpanOf[]): Uint8Array<ArrayBuffer> {
    const { out } = this;
    out.clear();
    byService(spans).forEach((own, service) => {
      out.message(1, () => {
        out.message(1, () =>
          this.attributes(1, { 'service.name': service, 'telemetry.sdk.language': 'nodejs' }),
        );
        out.message(2, () => {
          out.message(1, () => out.text(1, 'generated'));
          own.forEach((spanOf) => this.span(spanOf));
        });
      });
    });
    return out.written;
  }

  private span({ trace, span }: SpanOf): void {
    const { out } = this;
    const start = trace.start + BigInt(span.start);
    out.message(2, () => {
      out.blob(1, fromHex(trace.id));
      out.id(2, upperHalf(span.number), span.number);
      if (span.parent !== 0) {
        out.id(4, upperHalf(span.parent), span.parent);
      }
      out.text(5, span.name);
      out.number(6, span.kind);
      out.fixed64(7, start);
      out.fixed64(8, start + BigInt(span.duration));
      this.attributes(9, span.attributes);
      span.events?.forEach((event) => {
        out.message(11, () => {
          out.fixed64(1, trace.start + BigInt(event.time));
          out.text(2, event.name);
          this.attributes(3, event.attributes);
        });
      });
      span.links?.forEach((link) => {
        out.message(13, () => {
          out.blob(1, fromHex(link.traceId));
          out.blob(2, fromHex(link.spanId));
          this.attributes(4, link.attributes);
        });
      });
      if (span.error !== undefined) {
        out.message(15, () => {
          out.text(2, span.error!);
          out.number(3, STATUS_ERROR);
        });
      }
    });
  }

  private attributes(field: number, attributes: Attributes = {}): void {
    const { out } = this;
    for (const key in attributes) {
      out.message(field, () => {
        out.text(1, key);
        out.message(2, () => this.value(attributes[key]));
      });
    }
  }

  private value(value: Value): void {
    const { out } = this;
    if (typeof value === 'string') {
      out.text(1, value);
    } else if (value instanceof Text) {
      out.blob(1, value.bytes);
    } else if (typeof value === 'boolean') {
      out.number(2, value ? 1 : 0);
    } else if (typeof value === 'bigint') {
      out.int64(3, value);
    } else if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) {
        out.int64(3, BigInt(value));
      } else {
        out.double(4, value);
      }
    } else if (value instanceof Uint8Array) {
      out.blob(7, value);
    } else {
      out.message(5, () => value.forEach((element) => out.message(1, () => this.value(element))));
    }
  }
}

function byService(spans: readonly SpanOf[]): Map<string, SpanOf[]> {
  const services = new Map<string, SpanOf[]>();
  for (const spanOf of spans) {
    const own = services.get(spanOf.span.service);
    if (own) {
      own.push(spanOf);
    } else {
      services.set(spanOf.span.service, [spanOf]);
    }
  }
  return services;
}

function fromHex(id: string): Uint8Array {
  return Buffer.from(id, 'hex');
}
