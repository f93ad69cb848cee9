import type { Door } from '../../../api';

/** Where the first span goes. */
export interface Endpoint {
  /** Such as `http://localhost:4318`. */
  readonly address: string;
  /** Whether only programs on the server's own machine reach it, while the page was fetched from another one. */
  readonly onlyThere: boolean;
}

/**
 * Where OTLP over HTTP is taken, as seen from where the page is: the door that is meant for it before one that takes it
 * too. Null where none does.
 *
 * @param hostname that the page was fetched from
 */
export function otlpEndpoint(doors: readonly Door[], hostname: string): Endpoint | null {
  const door =
    doors.find(({ protocols }) => protocols[0] === 'otlp-http') ??
    doors.find(({ protocols }) => protocols.includes('otlp-http'));
  if (door === undefined) {
    return null;
  }
  const near = isEvery(door.address) || (isLoopback(door.address) && isLoopback(hostname));
  const host = near ? hostname : isIp6(door.address) ? `[${door.address}]` : door.address;
  return { address: `http://${host}:${door.port}`, onlyThere: !near && isLoopback(door.address) };
}

function isEvery(address: string): boolean {
  return /^[0.:]+$/.test(address);
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.[0-9.]+|\[?(0+:){7}0*1\]?|\[?::1\]?)$/.test(host);
}

function isIp6(address: string): boolean {
  return address.includes(':');
}
