import type { Attribute, SpanDetails } from './SpanDetails';
import { textOf } from './valueText';

/** More words than this are refused, by the server too. */
const MAX_WORDS = 32;

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES = ['unset', 'ok', 'error'];

/** What a span says besides its attributes, and the keys by which it is asked for: `kind=server`. */
const PROPERTIES: readonly {
  readonly keys: readonly string[];
  /** Whether words without a key are looked for in it too. */
  readonly bare: boolean;
  readonly texts: (span: SpanDetails) => readonly string[];
}[] = [
  {
    keys: ['status', 'status_code', 'status.code', 'otel.status_code'],
    bare: false,
    texts: ({ status }) => [STATUSES[status.code]].filter((name) => name !== undefined),
  },
  {
    keys: ['status', 'otel.status_description'],
    bare: true,
    texts: ({ status }) => [status.message],
  },
  {
    keys: ['kind', 'span.kind', 'span_kind'],
    bare: false,
    texts: ({ kind }) => [KINDS[kind]].filter((name) => name !== undefined),
  },
  { keys: ['scope', 'otel.scope.name'], bare: true, texts: ({ scope }) => [scope.name] },
  { keys: ['scope.version', 'otel.scope.version'], bare: true, texts: ({ scope }) => [scope.version] },
  { keys: ['event'], bare: true, texts: ({ events }) => events.map(({ name }) => name) },
];

/**
 * Words that spans are asked for, by the rules of the server's `text` (see `Question`): a span matches where any of them
 * is found in it, whatever the case of letters.
 */
export class TextQuery {
  private readonly words: string[] = [];
  private readonly excludedKeys: string[] = [];

  /** @throws RangeError where there are more than {@link MAX_WORDS} words */
  constructor(text: string) {
    for (const [word, quoted] of text.matchAll(/"([^"]*)"|[^\s"]+/g)) {
      this.add((quoted ?? word).toLowerCase());
    }
    if (this.words.length + this.excludedKeys.length > MAX_WORDS) {
      throw new RangeError(`the text has more than its limit of ${MAX_WORDS} words`);
    }
  }

  private add(word: string): void {
    if (word.startsWith('-')) {
      if (word.length > 1) {
        this.excludedKeys.push(word.slice(1));
      }
    } else if (word !== '') {
      this.words.push(word);
    }
  }

  /** @param service the span's */
  matches(span: SpanDetails, service: string): boolean {
    return (
      this.isIn(span.name) ||
      this.isIn(service) ||
      this.words.some((word) => isId(word, span.spanId)) ||
      this.isInProperties(span) ||
      this.isInAttributes(span.attributes) ||
      this.isInAttributes(span.resource.attributes) ||
      this.isInAttributes(span.scope.attributes) ||
      span.events.some(({ attributes }) => this.isInAttributes(attributes)) ||
      span.links.some(({ attributes }) => this.isInAttributes(attributes))
    );
  }

  private isInProperties(span: SpanDetails): boolean {
    return PROPERTIES.some(({ keys, bare, texts }, index) => {
      if (keys.some((key) => this.excludes(key))) {
        return false;
      }
      const asked = this.words.flatMap((word) => askedOf(keys, word));
      if (index === 0 && this.words.some((word) => isStatus(word, span.status.code))) {
        return true;
      }
      return texts(span).some(
        (text) => (bare && this.isIn(text)) || asked.some((part) => text.toLowerCase().includes(part)),
      );
    });
  }

  private isInAttributes(attributes: readonly Attribute[]): boolean {
    return attributes.some(
      ({ key, value }) => !this.excludes(key) && this.isIn(`${key}=${textOf(value, '')}`),
    );
  }

  private isIn(text: string): boolean {
    const lower = text.toLowerCase();
    return this.words.some((word) => lower.includes(word));
  }

  private excludes(key: string): boolean {
    const lower = key.toLowerCase();
    return this.excludedKeys.some((excluded) => lower.includes(excluded));
  }
}

/** What a word says that a property with some keys has in it. */
function askedOf(keys: readonly string[], word: string): string[] {
  const key = keys.find((one) => word.startsWith(one + '=') || word.startsWith(one + ':'));
  return key === undefined ? [] : [word.slice(key.length + 1)];
}

/** A bare word finds `error` and `ok`; `unset`, which almost every span is, takes its key. */
function isStatus(word: string, code: number): boolean {
  return (
    (code === 2 && ('error'.includes(word) || word === 'error=true')) || (code === 1 && 'ok'.includes(word))
  );
}

function isId(word: string, spanId: string): boolean {
  return /^0*[0-9a-f]{1,16}$/.test(word) && word.slice(-16).padStart(16, '0') === spanId;
}
