import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'preact/hooks';
import { type FormFields, operations, services } from '../../../api';
import { MAX_LIMIT } from '../question';
import { sentence } from '../sentence';
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
  const wrong = (field: keyof FormFields) => fault?.field === field;
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
          wrong={wrong('tags')}
          onValue={(tags) => onFields({ tags })}
        />
        <TextField
          label="Min span duration"
          placeholder="100ms"
          value={fields.minDuration}
          wrong={wrong('minDuration')}
          onValue={(minDuration) => onFields({ minDuration })}
        />
        <TextField
          label="Max span duration"
          placeholder="1.5s"
          value={fields.maxDuration}
          wrong={wrong('maxDuration')}
          onValue={(maxDuration) => onFields({ maxDuration })}
        />
        <TextField
          label="Min trace duration"
          placeholder="250ms"
          value={fields.minTraceDuration}
          wrong={wrong('minTraceDuration')}
          onValue={(minTraceDuration) => onFields({ minTraceDuration })}
        />
        <TextField
          label="Max trace duration"
          placeholder="1m"
          value={fields.maxTraceDuration}
          wrong={wrong('maxTraceDuration')}
          onValue={(maxTraceDuration) => onFields({ maxTraceDuration })}
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
      {fault?.field !== undefined && (
        <p id={FAULT} class="form-note fault" role="status">
          <span aria-hidden="true">▲</span> {sentence(fault.message)}
        </p>
      )}
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

const FAULT = 'form-fault';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly wrong: boolean;
  readonly wide?: boolean;
  readonly onValue: (value: string) => void;
}

function TextField({ label, value, placeholder, wrong, wide, onValue }: TextFieldProps) {
  return (
    <label class={wide ? 'field field-wide' : 'field'}>
      <span>{label}</span>
      <input
        type="text"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={wrong}
        aria-describedby={wrong ? FAULT : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  );
}
