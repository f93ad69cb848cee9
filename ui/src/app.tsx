import { useRoute } from './url';
import { SearchScreen } from './screens/search/SearchScreen';
import { TraceScreen } from './screens/trace/TraceScreen';

/** The page: a header and the screen that the address names. */
export function App() {
  const route = useRoute();
  switch (route.screen) {
    case 'search':
      return <SearchScreen />;
    case 'trace':
      return <TraceScreen key={route.traceId} traceId={route.traceId} />;
    case 'unknown':
      return <main>There is nothing at {route.path}.</main>;
  }
}
