import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'preact/hooks';
import { parseForm } from '../../api';
import { ErrorPanel, useTitle } from '../../parts';
import { go, searchAddress, usePlace } from '../../url';
import { type JaegerLink, readJaegerLink } from './jaegerLink';
import { FIRST_QUESTION, readQuestion, writeQuestion } from './question';
import { Search } from './Search';
import './search.css';

/** `/search`: finds traces by form or TraceQL, and shows them as a heat map and a table. */
export function SearchScreen() {
  const asked = usePlace(({ query }) => query.toString());
  const link = useMemo(() => readJaegerLink(new URLSearchParams(asked)), [asked]);
  const question = useMemo(() => readQuestion(new URLSearchParams(asked)), [asked]);
  return link === null ? <Search question={question} /> : <FromJaeger link={link} />;
}

/** A link made by Jaeger's UI: its form becomes a query, and its address that of the same search here. */
function FromJaeger({ link }: { readonly link: JaegerLink }) {
  useTitle('Search');
  const meaning = useQuery({
    queryKey: ['form', link.fields],
    queryFn: ({ signal }) => parseForm(link.fields, signal),
  });
  const query = meaning.data?.valid ? meaning.data.query : null;
  useEffect(() => {
    if (query !== null) {
      const { range, limit } = link;
      go(searchAddress(writeQuestion({ ...FIRST_QUESTION, query, range, limit })), 'replace');
    }
  }, [query]);
  const fault = meaning.data?.valid === false ? new Error(meaning.data.error.message) : meaning.error;
  return (
    <main id="content" class="search">
      {fault && (
        <>
          <ErrorPanel title="This link asks for something that cannot be searched for" error={fault} />
          <p>
            <a href={searchAddress()}>Begin a new search</a>
          </p>
        </>
      )}
    </main>
  );
}
