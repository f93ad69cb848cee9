import { useState } from 'preact/hooks';
import { clip, formatCount, visible } from '../../../format';
import { CopyButton, Icon } from '../../../parts';
import type { Attribute } from '../../../source/SpanDetails';
import type { AttributeScope } from '../traceql';
import { attributeQuery } from '../traceql';
import { LongText } from './LongText';
import { textOf } from '../../../source/valueText';
import { literalOf, typeNote } from './value';

interface AttributesProps {
  readonly scope: AttributeScope;
  readonly attributes: readonly Attribute[];
  /** The address of a search for a query; null where there is none. */
  readonly search: (query: string) => string | null;
}

/** Rows shown at first, and by each further press. */
const PAGE = 100;

const LONGEST_KEY = 300;

/** Keys and values of one scope, each with what can be done with it. */
export function Attributes({ scope, attributes, search }: AttributesProps) {
  const [most, setMost] = useState(PAGE);
  const left = attributes.length - most;
  return (
    <>
      <dl class="attributes">
        {attributes.slice(0, most).map((attribute, index) => (
          <AttributeRow key={index} scope={scope} attribute={attribute} search={search} />
        ))}
      </dl>
      {left > 0 && (
        <button type="button" class="quiet" onClick={() => setMost(most + 10 * PAGE)}>
          Show {formatCount(Math.min(left, 10 * PAGE))} more of {formatCount(attributes.length)}
        </button>
      )}
    </>
  );
}

function AttributeRow({
  scope,
  attribute: { key, value },
  search,
}: {
  readonly scope: AttributeScope;
  readonly attribute: Attribute;
  readonly search: (query: string) => string | null;
}) {
  const text = textOf(value);
  const note = typeNote(value);
  const literal = literalOf(value);
  const filter = literal === null ? null : search(attributeQuery(scope, key, '=', literal));
  const exclude = literal === null ? null : search(attributeQuery(scope, key, '!=', literal));
  const name = visible(clip(key, 60));
  return (
    <div class="attribute">
      <dt>
        <bdi class="foreign">{visible(clip(key, LONGEST_KEY)) || '(no name)'}</bdi>
      </dt>
      <dd>
        <span class={`attribute-value of-${value.type}`}>
          <LongText text={text} />
          {note && <span class="attribute-note">{note}</span>}
        </span>
        <span class="attribute-actions">
          {filter !== null && (
            <a
              class="button quiet square"
              href={filter}
              title="Find traces with it"
              aria-label={`Filter for ${name}`}
            >
              <Icon name="filter" />
            </a>
          )}
          {exclude !== null && (
            <a
              class="button quiet square"
              href={exclude}
              title="Find traces with another value"
              aria-label={`Exclude ${name}`}
            >
              <Icon name="exclude" />
            </a>
          )}
          <CopyButton text={text} what={`value of ${name}`} />
        </span>
      </dd>
    </div>
  );
}
