import { forwardRef } from 'preact/compat';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { ApiError, type FormFields, parseForm, parseQuery, type QueryFault } from '../../../api';
import { Icon } from '../../../parts';
import type { Question } from '../question';
import { RangePicker } from '../range/RangePicker';
import { RecentMenu } from '../RecentMenu';
import { QueryLine } from './QueryLine';
import { useQueryDraft } from './queryDraft';
import { SearchForm } from './SearchForm';

/** What shortcuts do to the bar. */
export interface QueryBarHandle {
  submit(): void;
  focus(): void;
}

interface QueryBarProps {
  readonly question: Question;
  /** What the form says at first, where that is not what the question's query says. */
  readonly fields?: FormFields;
  /** Why the search of the question has no answer; a fault in the query is shown at its place. */
  readonly error: unknown;
  readonly busy: boolean;
  /** The search was asked for by Enter or the button. */
  readonly onFind: (question: Question) => void;
  /** Another search was chosen: a recent one, another range. */
  readonly onAsk: (question: Question) => void;
}

const TRANSLATOR = { line: parseQuery, fields: parseForm };

/** What is searched for: a line of TraceQL, a form that says the same, the time, and the button. */
export const QueryBar = forwardRef<QueryBarHandle, QueryBarProps>(function QueryBar(props, ref) {
  const { question, fields, error, busy, onFind, onAsk } = props;
  const [draft, keeper] = useQueryDraft(question.query, TRANSLATOR, fields);
  const [limit, setLimit] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const fault = draft.fault ?? answerFault(error, question.query, draft.line);

  const submit = async () => {
    const settled = await keeper.settled();
    const wrongField = settled.fault?.field;
    if (wrongField !== undefined) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    onFind({ ...question, query: settled.line.trim(), limit: limit ?? question.limit });
  };
  useImperativeHandle(ref, () => ({
    submit: () => void submit(),
    focus: () => form.current?.querySelector('textarea')?.focus(),
  }));
  return (
    <form
      class="query-bar"
      role="search"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="query-row">
        <QueryLine
          line={draft.line}
          fault={fault?.field === undefined ? fault : null}
          onLine={(line) => keeper.writeLine(line)}
          onSubmit={() => void submit()}
        />
        <RecentMenu onChoose={onAsk} />
        <RangePicker
          range={question.range}
          onRange={(range) => {
            void keeper
              .settled()
              .then(({ line, fault }) =>
                onAsk({ ...question, query: fault === null ? line.trim() : question.query, range }),
              );
          }}
        />
        <button type="submit" class="primary find" aria-busy={busy}>
          <Icon name="search" />
          Find Traces
        </button>
      </div>
      <SearchForm
        draft={draft}
        limit={limit ?? question.limit}
        onFields={(change) => keeper.writeFields(change)}
        onLimit={(value) => setLimit(value)}
        onClear={() => keeper.clear()}
      />
    </form>
  );
});

/** The server's word on the query that was searched for, as long as that is the query in the line. */
function answerFault(error: unknown, searched: string, line: string): QueryFault | null {
  return error instanceof ApiError && error.place !== undefined && searched === line
    ? { message: error.message, ...error.place }
    : null;
}
