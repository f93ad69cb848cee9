import { PROBLEMS_KEPT } from './FileContents';
import { quoted, SpanProblem } from './fields';
import { JaegerFormat } from './jaegerFormat';
import type { JsonListener, Place, Treatment } from './JsonElements';
import { OtlpFormat } from './otlpFormat';
import type { SpanStore } from './SpanStore';
import { ZipkinFormat } from './zipkinFormat';

/** Path of the value, and what is to be done with it; other values are skipped. */
const TREATMENTS = new Map<string, Treatment>([
  // Jaeger: answers of its API, and single traces
  ['.data', 'enter'],
  ['.data[]', 'enter'],
  ['.data[].spans', 'enter'],
  ['.data[].spans[]', 'take'],
  ['.data[].processes', 'take'],
  ['.spans', 'enter'],
  ['.spans[]', 'take'],
  ['.processes', 'take'],
  // OTLP
  ['.resourceSpans', 'enter'],
  ['.resourceSpans[]', 'enter'],
  ['.resourceSpans[].resource', 'take'],
  ['.resourceSpans[].schemaUrl', 'take'],
  ['.resourceSpans[].scopeSpans', 'enter'],
  ['.resourceSpans[].scopeSpans[]', 'enter'],
  ['.resourceSpans[].scopeSpans[].scope', 'take'],
  ['.resourceSpans[].scopeSpans[].schemaUrl', 'take'],
  ['.resourceSpans[].scopeSpans[].spans', 'enter'],
  ['.resourceSpans[].scopeSpans[].spans[]', 'take'],
  // Zipkin: spans, and traces of spans
  ['[]', 'take'],
  ['[][]', 'take'],
]);

/** Knows the formats by where they have their spans, and puts these into a store. */
export class SpanReader implements JsonListener {
  readonly problems: string[] = [];
  problemCount = 0;
  private readonly jaeger: JaegerFormat;
  private readonly otlp: OtlpFormat;
  private readonly zipkin: ZipkinFormat;

  constructor(store: SpanStore) {
    this.jaeger = new JaegerFormat(store);
    this.otlp = new OtlpFormat(store);
    this.zipkin = new ZipkinFormat(store);
  }

  begin(path: string, opens: string): Treatment {
    switch (path) {
      case '':
        this.jaeger.beginTrace();
        return opens === '{' || opens === '[' ? 'enter' : 'take';
      case '.data[]':
        this.jaeger.beginTrace();
        break;
      case '.resourceSpans[]':
        this.otlp.beginResource();
        break;
      case '.resourceSpans[].scopeSpans[]':
        this.otlp.beginScope();
        break;
      case '[]':
        return opens === '[' ? 'enter' : 'take';
    }
    return TREATMENTS.get(path) ?? 'skip';
  }

  value(path: string, value: unknown, json: string, place: Place): void {
    try {
      this.read(path, value, json);
    } catch (error) {
      if (!(error instanceof SpanProblem)) {
        throw error;
      }
      this.damage(`${nameOf(path, value)}: ${error.message}`, place);
    }
  }

  damage(message: string, { line, offset }: Place): void {
    if (++this.problemCount <= PROBLEMS_KEPT) {
      this.problems.push(`line ${line}, byte ${offset}: ${message}`);
    }
  }

  private read(path: string, value: unknown, json: string): void {
    switch (path) {
      case '':
        throw new SpanProblem(`${quoted(value)} is no object and no list`);
      case '.data[].spans[]':
      case '.spans[]':
        return this.jaeger.span(value);
      case '.data[].processes':
      case '.processes':
        return this.jaeger.ofProcesses(value);
      case '.resourceSpans[].resource':
        return this.otlp.ofResource('resource', value);
      case '.resourceSpans[].schemaUrl':
        return this.otlp.ofResource('schemaUrl', value);
      case '.resourceSpans[].scopeSpans[].scope':
        return this.otlp.ofScope('scope', value);
      case '.resourceSpans[].scopeSpans[].schemaUrl':
        return this.otlp.ofScope('schemaUrl', value);
      case '.resourceSpans[].scopeSpans[].spans[]':
        return this.otlp.span(value, json);
      case '[]':
      case '[][]':
        return this.zipkin.span(value);
    }
  }
}

/** What a damaged value is, as far as it says: `span "00f067aa0ba902b7"`. */
function nameOf(path: string, value: unknown): string {
  if (!path.endsWith('[]')) {
    return path || 'the value';
  }
  const given = (value ?? {}) as Record<string, unknown>;
  const id = given.spanId ?? given.spanID ?? given.id;
  return id === undefined ? 'span' : `span ${quoted(id)}`;
}
