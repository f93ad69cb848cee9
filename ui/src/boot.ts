// Loaded beside the page and before it, so small: what takes long is begun while the page's own script still comes.
import { beginTrace } from './screens/trace/openTrace';
import { place, routeOf } from './url';

const route = routeOf(place().path);
if (route.screen === 'trace') {
  beginTrace(route.traceId);
}
