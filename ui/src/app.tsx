import { FileScreen } from './screens/file/FileScreen';
import { SearchScreen } from './screens/search/SearchScreen';
import { TraceScreen } from './screens/trace/TraceScreen';
import { NotFound, Shell } from './shell';
import { useRoute } from './url';

/** The page: its frame, and in it the screen that the address names. */
export function App() {
  return (
    <Shell>
      <Screen />
    </Shell>
  );
}

function Screen() {
  const route = useRoute();
  switch (route.screen) {
    case 'search':
      return <SearchScreen />;
    case 'trace':
      return <TraceScreen key={route.traceId} traceId={route.traceId} />;
    case 'file':
      return <FileScreen />;
    case 'unknown':
      return <NotFound path={route.path} />;
  }
}
