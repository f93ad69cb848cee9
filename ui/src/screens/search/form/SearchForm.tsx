import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'preact/hooks';
import { type FormFields, operations, type QueryFault, services } from '../../../api';
import { MAX_LIMIT } from '../question';
import { Combobox } from './Combobox';
import type { QueryDraft } from './queryDraft';

interface SearchFormProps {
  readonly draft: QueryDraft;
  readonly limit: number;
  readonly onFields: (change: Partial<FormFields>) => void;
  readonly onLimit: (limit: number) => void;
  /** Empties the line, so that the form says all there is again. */
  readonly onClear: () => void;
}

/** The search as a form, for those who do not want to write TraceQL; it writes the line as it is filled in. */
export function SearchForm({ draft, limit, onFields, onLimit, onClear }: SearchFormProps) {
  const { fields, formSaysAll, fault } = draft;
  const names = useQuery({
    queryKey: ['services'],
    queryFn: ({ signal }) => services({}, signal),
  });
  const known = useQuery({
    queryKey: ['operations', fields.service],
    queryFn: ({ signal }) => operations({ service: fields.service }, signal),
    enabled: formSaysAll,
  });
  const operationNames = useMemo(
    () => [...new Set((known.data ?? []).map(({ name }) => name))],
    [known.data],
  );
  const faultOf = (field: keyof FormFields) => (fault?.field === field ? fault : null);
  return (
    <div class="search-form">
      <fieldset disabled={!formSaysAll}>
        <legend class="unseen">What to search for</legend>
        <Combobox
          label="Service"
          empty="All services"
          value={fields.service}
          options={names.data ?? []}
          onOpen={() => void names.refetch()}
          onValue={(service) => onFields({ service, operation: '' })}
        />
        <Combobox
          label="Operation"
          empty="All operations"
          value={fields.operation}
          options={operationNames}
          onOpen={() => void known.refetch()}
          onValue={(operation) => onFields({ operation })}
        />
        <TextField
          label="Tags"
          wide
          placeholder='http.route=/order error=true key="two words"'
          value={fields.tags}
          fault={faultOf('tags')}
          onValue={(tags) => onFields({ tags })}
        />
        <TextField
          label="Min duration"
          placeholder="100ms"
          value={fields.minDuration}
          fault={faultOf('minDuration')}
          onValue={(minDuration) => onFields({ minDuration })}
        />
        <TextField
          label="Max duration"
          placeholder="1.5s"
          value={fields.maxDuration}
          fault={faultOf('maxDuration')}
          onValue={(maxDuration) => onFields({ maxDuration })}
        />
      </fieldset>
      <label class="field field-limit">
        <span>Limit</span>
        <input
          type="number"
          min={1}
          max={MAX_LIMIT}
          value={limit}
          onChange={(event) => onLimit(Number(event.currentTarget.value))}
        />
      </label>
      {!formSaysAll && (
        <p class="form-note">
          The query says more than the form can show.{' '}
          <button type="button" class="link" onClick={onClear}>
            Clear it and use the form
          </button>
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly fault: QueryFault | null;
  readonly wide?: boolean;
  readonly onValue: (value: string) => void;
}

function TextField({ label, value, placeholder, fault, wide, onValue }: TextFieldProps) {
  const id = `field-${label.replace(' ', '-').toLowerCase()}`;
  return (
    <div class={wide ? 'field field-wide' : 'field'}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault ? `${id}-fault` : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {fault && (
        <p id={`${id}-fault`} class="fault" role="status">
          {fault.message}
        </p>
      )}
    </div>
  );
}
