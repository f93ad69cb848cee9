import { useEffect, useRef, useState } from 'preact/hooks';
import { parseQuery } from '../../../api';
import { rowsOfSpans } from '../../../trace/columns';
import { text, useQueryFields } from '../../../url';
import type { OpenTrace } from '../openTrace';
import type { Stage } from '../Stage';

/** The parameter of Jaeger's links. */
const FIND = { uiFind: text() };

/** What is looked for within the trace, and what became of it. */
export interface Find {
  /** What stands in the address. */
  readonly asked: string;
  /** Puts something else there; empty ends the search. */
  readonly ask: (question: string) => void;
  readonly state: 'none' | 'busy' | 'done' | 'failed';
  /** Whether TraceQL can be asked, besides words. */
  readonly traceql: boolean;
  /** Why there is no answer. */
  readonly error: string;
}

/** Looks for what the address asks, and gives the stage what was found. */
export function useFind(stage: Stage, trace: OpenTrace): Find {
  const [{ uiFind }, setQuery] = useQueryFields(FIND);
  const [state, setState] = useState<Find['state']>('none');
  const [error, setError] = useState('');
  const typed = useRef(false);

  useEffect(() => {
    const question = uiFind.trim();
    if (question === '') {
      stage.setMatches(null);
      setState('none');
      return;
    }
    const ending = new AbortController();
    setState('busy');
    spansOf(trace, question, ending.signal)
      .then((ids) => {
        stage.setMatches(rowsOfSpans(stage.model.columns, ids));
        setState('done');
        if (stage.focus < 0 || (typed.current && !stage.isMatch(stage.focus))) {
          stage.showNext(stage.matches, 1);
        }
      })
      .catch((failure: unknown) => {
        if (!ending.signal.aborted) {
          stage.setMatches(null);
          setState('failed');
          setError(failure instanceof Error ? failure.message : String(failure));
        }
      });
    return () => ending.abort();
  }, [uiFind, stage, trace]);

  return {
    asked: uiFind,
    ask: (question) => {
      typed.current = true;
      setQuery({ uiFind: question }, 'replace', true);
    },
    state,
    traceql: trace.traceql,
    error,
  };
}

/** Ids of the spans that are meant. A query that is wrong is told by its parser, which names the place. */
async function spansOf(trace: OpenTrace, question: string, signal: AbortSignal): Promise<Int32Array> {
  if (!question.startsWith('{')) {
    return trace.find({ text: question }, signal);
  }
  if (trace.kind === 'server') {
    const meaning = await parseQuery(question, signal);
    if (!meaning.valid) {
      throw new Error(`Character ${meaning.error.offset + 1}: ${meaning.error.message}`);
    }
  }
  return trace.find({ traceql: question }, signal);
}
