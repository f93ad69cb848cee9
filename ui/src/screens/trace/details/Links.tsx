import { addressOf, writeView } from '../../../url';
import type { SpanLink } from '../../../source/SpanDetails';
import type { AttributeScope } from '../traceql';
import { FIRST_VIEW, VIEW } from '../view';
import { Attributes } from './Attributes';

interface LinksProps {
  readonly links: readonly SpanLink[];
  /** The trace that the span is in. */
  readonly traceId: string;
  readonly search: (query: string) => string | null;
}

const SCOPE: AttributeScope = 'link';

/** The spans that a span names besides its parent, each a link that opens it. */
export function Links({ links, traceId, search }: LinksProps) {
  return (
    <ol class="links">
      {links.slice(0, 200).map((link, index) => (
        <li key={index}>
          <p>
            <a href={addressOfSpan(link.traceId, link.spanId)}>
              {link.traceId === traceId
                ? 'Span of this trace'
                : `Trace ${link.traceId.replace(/^0{16}/, '')}`}
              , span <code>{link.spanId}</code>
            </a>
            {link.traceState !== '' && <span class="faint"> {link.traceState}</span>}
          </p>
          <Attributes scope={SCOPE} attributes={link.attributes} search={search} />
        </li>
      ))}
      {links.length > 200 && <li class="faint">and {links.length - 200} more</li>}
    </ol>
  );
}

function addressOfSpan(traceId: string, spanId: string): string {
  const { view } = writeView(VIEW, { ...FIRST_VIEW, span: spanId, details: true });
  return addressOf(`/trace/${traceId}`, undefined, view);
}
