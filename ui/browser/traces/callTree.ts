import { type Random, random } from '../../src/testing/random';
import { SHOP, TOPICS, type Service, httpAttributes, one } from './shop';
import { type Attributes, Kind, type Span } from './span';

export interface CallTree {
  readonly seed: number;
  /** How many spans, exactly. */
  readonly spans: number;
  /** Nanoseconds from start to end. */
  readonly duration: number;
  /** One in so many calls fails by itself; 0 for none. A failure takes some of its callers with it. */
  readonly errorsOneIn: number;
}

/** A part of the tree still to be written: a span with so many spans below it and so much time. */
interface Part {
  readonly parent: number;
  readonly role: 'serve' | 'call' | 'work' | 'query' | 'publish' | 'consume';
  readonly service: Service;
  readonly name: string;
  /** Of a call: who is called. */
  readonly callee?: Service;
  readonly attributes?: Attributes;
  /** Spans in it, itself included. */
  readonly size: number;
  readonly from: number;
  readonly to: number;
  readonly failed: boolean;
}

const KINDS = {
  serve: Kind.SERVER,
  call: Kind.CLIENT,
  work: Kind.INTERNAL,
  query: Kind.CLIENT,
  publish: Kind.PRODUCER,
  consume: Kind.CONSUMER,
} as const;

/**
 * The spans of a request to a shop, in the order of its tree: services that call each other one after another and side
 * by side, loops of the same query, messages that are worked on later. The same tree for the same parameters.
 */
export function* callTree(tree: CallTree): Generator<Span> {
  const next = random(tree.seed);
  const parts: Part[] = [
    { ...served(next, SHOP[0]), parent: 0, size: tree.spans, from: 0, to: tree.duration, failed: false },
  ];
  for (let number = 1; parts.length > 0; number++) {
    const part = parts.pop()!;
    const failed = part.failed || (tree.errorsOneIn > 0 && next(tree.errorsOneIn) === 0);
    yield {
      number,
      parent: part.parent,
      service: part.service.name,
      name: part.name,
      kind: KINDS[part.role],
      start: part.from,
      duration: part.to - part.from,
      error: failed ? failure(part) : undefined,
      attributes: part.attributes ?? httpAttributes(part.name, KINDS[part.role], failed),
    };
    parts.push(...below(next, number, { ...part, failed }).reverse());
  }
}

function failure(part: Part): string {
  return part.role === 'query' ? 'connection reset by peer' : `${part.service.name} answered 500`;
}

function served(next: Random, service: Service): Pick<Part, 'role' | 'service' | 'name'> {
  return { role: 'serve', service, name: one(next, service.routes) };
}

type Place = Pick<Part, 'parent' | 'size' | 'from' | 'to' | 'failed'>;

/** What a part of the tree is made of, one level down. */
function below(next: Random, number: number, part: Part): Part[] {
  const left = part.size - 1;
  if (left === 0) {
    return [];
  }
  if (part.role === 'call') {
    const { callee, name, to, from, failed } = part;
    const network = Math.floor((to - from) * 0.04);
    const place = { parent: number, size: left, from: from + network, to: to - network, failed };
    return [{ ...place, role: 'serve', service: callee!, name }];
  }
  if (part.role === 'publish') {
    // Whoever reads a message begins later and takes its time.
    const length = part.to - part.from;
    const from = part.to + Math.floor(length * (1 + next(20) / 10));
    const place = { parent: number, size: left, from, to: from + 4 * length, failed: false };
    const service = one(next, SHOP.slice(3));
    return [
      {
        ...place,
        role: 'consume',
        service,
        name: part.name.replace('publish', 'process'),
        attributes: part.attributes,
      },
    ];
  }
  const loop = part.parent !== 0 && left >= 8 && next(3) === 0;
  const sizes = loop ? loopOf(next, left) : shares(next, left);
  const query = one(next, part.service.queries);
  const sideBySide = !loop && next(4) === 0;
  const places = sideBySide ? overlapping(next, part, sizes) : oneAfterAnother(next, part, sizes);
  const guilty = next(sizes.length);
  return sizes.map((size, i) => {
    const place = {
      ...places[i],
      parent: number,
      size,
      failed: part.failed && i === guilty && next(4) !== 0,
    };
    if (loop && size === 1) {
      return { ...place, role: 'query', service: part.service, ...query };
    }
    return size === 1 ? leaf(next, part.service, place) : branch(next, part.service, place);
  });
}

function leaf(next: Random, service: Service, place: Place): Part {
  return next(2) === 0
    ? { ...place, role: 'query', service, ...one(next, service.queries) }
    : {
        ...place,
        role: 'work',
        service,
        name: one(next, service.work),
        attributes: { 'thread.id': 1 + next(16) },
      };
}

function branch(next: Random, service: Service, place: Place): Part {
  const kind = next(10);
  if (kind === 0) {
    const topic = one(next, TOPICS);
    const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': topic };
    // Publishing itself is short: the time is for whoever reads it.
    const to = place.from + Math.max(1, Math.floor((place.to - place.from) / 8));
    return { ...place, to, role: 'publish', service, name: `publish ${topic}`, attributes };
  }
  if (kind < 4) {
    return { ...place, role: 'work', service, name: one(next, service.work), attributes: {} };
  }
  const callee = one(next, SHOP.slice(1));
  return { ...place, role: 'call', service, callee, name: one(next, callee.routes) };
}

/** Sizes of a loop of single queries, and one larger part for what is left. */
function loopOf(next: Random, left: number): number[] {
  const count = Math.min(left, 8 + next(120));
  const sizes = new Array<number>(count).fill(1);
  return count < left ? [...sizes, left - count] : sizes;
}

/** Sizes of up to eight unequal parts. */
function shares(next: Random, left: number): number[] {
  const count = Math.min(left, 1 + next(8));
  const weights = Array.from({ length: count }, () => (1 + next(100)) ** 2);
  const weight = weights.reduce((sum, each) => sum + each);
  const sizes = weights.map((each) => 1 + Math.floor(((left - count) * each) / weight));
  sizes[0] += left - sizes.reduce((sum, each) => sum + each);
  return sizes;
}

type Time = Pick<Part, 'from' | 'to'>;

/** Shares the time of a part out among its children by their sizes, with gaps for its own work. */
function oneAfterAnother(next: Random, { from, to, size: whole }: Part, sizes: readonly number[]): Time[] {
  const unit = (to - from) / (whole + 1);
  let at = from + unit * 0.5;
  return sizes.map((size) => {
    const room = unit * size;
    const start = at + room * (next(20) / 100);
    at += room;
    // Single calls differ more in how long they take than what is made of many.
    const idle = size === 1 ? next(75) / 100 : next(10) / 100;
    return { from: Math.floor(start), to: Math.floor(start + (at - start) * (1 - idle)) };
  });
}

/** Children that begin together and end at different times. */
function overlapping(next: Random, { from, to }: Part, sizes: readonly number[]): Time[] {
  return sizes.map(() => {
    const start = from + ((to - from) * next(10)) / 100;
    return { from: Math.floor(start), to: Math.floor(start + ((to - start) * (40 + next(60))) / 100) };
  });
}
