// Loaded beside the page and before it, so small: what takes long is begun while the page's own script still comes.
import { loadTraceView } from './screens/trace/loadTraceView';
import { beginTrace } from './screens/trace/openTrace';
import { place, routeOf } from './url';

const route = routeOf(place().path);
if (route.screen === 'trace') {
  beginTrace(route.traceId);
  // Who draws the trace hears of an error.
  loadTraceView().catch(() => {});
}
