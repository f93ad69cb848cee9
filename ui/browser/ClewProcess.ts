import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What npm runs, it runs in the folder `ui`. */
const LAUNCHER = resolve('../clew');

/** Every door on a free loopback port. */
const CONFIGURATION = `
receivers:
  otlp:
    protocols:
      grpc: {endpoint: "127.0.0.1:0"}
      http: {endpoint: "127.0.0.1:0"}
extensions:
  health_check: {endpoint: "127.0.0.1:0"}
  jaeger_query:
    http: {endpoint: "127.0.0.1:0"}
service:
  telemetry:
    metrics: {address: "127.0.0.1:0"}
`;

export interface ClewOptions {
  /** What `--base-path` gets. */
  readonly basePath?: string;
}

/** A Clew that runs in a process of its own, as `./clew` starts it, over an empty folder. */
export class ClewProcess {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    /** Where page and API are, without a slash at the end: `http://127.0.0.1:41234/base`. */
    readonly page: string,
    /** Where OTLP/HTTP is taken. */
    readonly otlp: string,
  ) {}

  /** The port of page and API, for addresses with another host name. */
  get port(): string {
    return new URL(this.page).port;
  }

  /**
   * Starts a process and waits until it serves. Where the build is older than its sources, the launcher builds first.
   *
   * @throws Error with what the process printed, where it ends before
   */
  static async start({ basePath }: ClewOptions = {}): Promise<ClewProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'clew-'));
    const config = join(folder, 'clew.yaml');
    await writeFile(config, CONFIGURATION);
    const options = ['serve', '--config', config, '--data', join(folder, 'data')];
    const child = spawn(LAUNCHER, basePath ? [...options, '--base-path', basePath] : options, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const printed = await untilItServes(child);
      const page = `http://127.0.0.1:${port(printed, 'API')}${basePath ?? ''}`;
      return new ClewProcess(child, folder, page, `http://127.0.0.1:${port(printed, 'OTLP HTTP')}`);
    } catch (failure) {
      await end(child, folder);
      throw failure;
    }
  }

  /** Has all that was sent put into blocks. */
  async flush(): Promise<void> {
    const answer = await fetch(this.page + '/api/clew/v1/flush', { method: 'POST' });
    if (!answer.ok) {
      throw new Error(`flush answered ${answer.status}: ${await answer.text()}`);
    }
  }

  async stop(): Promise<void> {
    await end(this.process, this.folder);
  }
}

/** Ends a process, if it has not ended by itself, and deletes its folder. */
async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}

function untilItServes(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes('clew serves') && /metrics.*\n/.test(printed)) {
        resolve(printed);
      }
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`Clew ended with ${code}:\n${printed}`)));
  });
}

function port(printed: string, door: string): string {
  const line = printed.split('\n').find((each) => each.includes(door));
  const found = line?.match(/127\.0\.0\.1:(\d+)/);
  if (!found) {
    throw new Error(`Clew names no port for ${door}:\n${printed}`);
  }
  return found[1];
}
