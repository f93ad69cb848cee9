/** Queries as the server's own printer writes them, for any key and any value. */

/** Where an attribute is looked up. */
export type AttributeScope = 'span' | 'resource' | 'event' | 'link' | 'instrumentation';

/** A value that can be compared with; integers beyond 2^53 are bigint. */
export type Literal = string | number | bigint | boolean;

/** What ends a name that is not quoted: blanks as Java knows them, and the language's own signs. */
const ENDS_NAME =
  /[\f\n\r\t\v\u001c-\u001f \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{}()=~!<>&|^,"]/;

/** An attribute with its scope, such as `span.http.method` or `resource."a b"`. */
export function attribute(scope: AttributeScope, key: string): string {
  const name =
    key !== '' && !ENDS_NAME.test(key) ? key : `"${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return `${scope}.${name}`;
}

/** A string literal for any text. */
export function quote(text: string): string {
  let quoted = '"';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const c = text[i]!;
    if (c === '"' || c === '\\') {
      quoted += `\\${c}`;
    } else if (c === '\n') {
      quoted += '\\n';
    } else if (c === '\r') {
      quoted += '\\r';
    } else if (c === '\t') {
      quoted += '\\t';
    } else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
      quoted += `\\u${code.toString(16).padStart(4, '0')}`;
    } else {
      quoted += c;
    }
  }
  return `${quoted}"`;
}

/** The literal for a value. A number is taken as a float, which keeps its point. */
export function literal(value: Literal): string {
  switch (typeof value) {
    case 'string':
      return quote(value);
    case 'bigint':
      return value === -(2n ** 63n) ? 'minInt' : String(value);
    case 'boolean':
      return String(value);
    case 'number':
      return float(value);
  }
}

/** The query for spans that have, or with `!=` have another, value of an attribute. */
export function attributeQuery(
  scope: AttributeScope,
  key: string,
  operator: '=' | '!=',
  value: Literal,
): string {
  return `{ ${attribute(scope, key)} ${operator} ${literal(value)} }`;
}

/** The query for one trace, or for one span of it. */
export function traceQuery(traceId: string, spanId?: string): string {
  const trace = `trace:id = ${quote(traceId)}`;
  return spanId === undefined ? `{ ${trace} }` : `{ ${trace} && span:id = ${quote(spanId)} }`;
}

function float(value: number): string {
  if (Number.isNaN(value)) {
    return '0.0 / 0.0';
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? '1.0 / 0.0' : '-1.0 / 0.0';
  }
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
