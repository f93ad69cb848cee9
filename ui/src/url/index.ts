/**
 * The address of the page. `?…` is the question, `#…` the view. Start with {@link useQueryFields} and {@link useView};
 * make every link with {@link addressOf}.
 */
export { basePath, below } from './base';
export {
  type Field,
  type Fields,
  type Values,
  bigInteger,
  choice,
  flag,
  integer,
  read,
  text,
  texts,
  words,
  write,
} from './fields';
export {
  type Place,
  type Step,
  addressOf,
  fullAddress,
  go,
  keepLinksInPage,
  onPlaceChange,
  place,
  usePlace,
} from './place';
export { type Route, routeOf, searchAddress, traceAddress, useRoute } from './route';
export { type SetQuery, useQueryFields } from './query';
export { type SetView, VIEW_LIMIT, readView, useView, writeView } from './view';
