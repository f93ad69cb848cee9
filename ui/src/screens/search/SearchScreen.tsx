import { useMemo } from 'preact/hooks';
import { usePlace } from '../../url';
import { FromJaeger, TracesFromJaeger } from './FromJaeger';
import { readJaegerLink, readJaegerTraces } from './jaegerLink';
import { readQuestion } from './question';
import { Search } from './Search';
import './search.css';

/** `/search`: finds traces by form or TraceQL, and shows them as a heat map and a table. */
export function SearchScreen() {
  const asked = usePlace(({ query }) => query.toString());
  const { link, traces, question } = useMemo(() => {
    const parameters = new URLSearchParams(asked);
    return {
      link: readJaegerLink(parameters),
      traces: readJaegerTraces(parameters),
      question: readQuestion(parameters),
    };
  }, [asked]);
  if (traces.length > 0) {
    return <TracesFromJaeger traces={traces} />;
  }
  return link === null ? <Search question={question} /> : <FromJaeger link={link} />;
}
