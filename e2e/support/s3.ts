/**
 * A real S3-compatible server (s3rver) for tests, and in front of it what it lacks: a check of signatures, and a network that
 * does what networks do. Everything listens on this machine only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import S3rver from 's3rver';
import { corsRule } from '../../src/cloudtrail/bucket-cors.ts';
import { checkSignature, presign } from './sigv4.ts';
import type { Refusal } from './sigv4.ts';

/** What happens to one request for a key; each is used up by one. */
export type Fault =
  | { readonly kind: 'cut'; readonly share: number; readonly thenClockRuns?: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number };

export interface Seen {
  readonly method: string;
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
}

interface ObjectOptions {
  readonly bucket?: string;
  readonly encoding?: string;
  readonly type?: string;
}

/** `logs` has the rule that Trailscope offers, `nocors` has none, `public` needs no signature. */
const BUCKETS = ['logs', 'nocors', 'public'] as const;

export class TestS3 {
  readonly origin: string;
  readonly seen: Seen[] = [];
  /** ms by which this server’s clock is ahead. */
  clock = 0;
  private readonly faults = new Map<string, Fault[]>();
  private readonly behind: string;
  private readonly ends: readonly (() => Promise<unknown>)[];

  private constructor(origin: string, behind: string, ends: readonly (() => Promise<unknown>)[]) {
    this.origin = origin;
    this.behind = behind;
    this.ends = ends;
  }

  /** `page`: the origin that may read. */
  static async start(page: string): Promise<TestS3> {
    const directory = await mkdtemp(join(tmpdir(), 'trailscope-s3-'));
    const rule = corsXml(page);
    const server = new S3rver({
      address: '127.0.0.1',
      port: 0,
      directory,
      silent: true,
      configureBuckets: BUCKETS.map((name) => ({ name, configs: name === 'nocors' ? [] : [rule] })),
    });
    const { port } = await server.run();
    const front = createServer((request, response) => void s3.answer(request, response));
    const ends = [
      () => closeServer(front),
      () => server.close(),
      () => rm(directory, { recursive: true, force: true }),
    ];
    const s3: TestS3 = new TestS3(
      `http://localhost:${await listen(front)}`,
      `http://127.0.0.1:${port}`,
      ends,
    );
    return s3;
  }

  async close(): Promise<void> {
    for (const end of this.ends) await end();
  }

  async put(key: string, content: string | Uint8Array, options: ObjectOptions = {}): Promise<void> {
    const { bucket = 'logs', encoding, type = 'application/octet-stream' } = options;
    const response = await fetch(
      `${this.behind}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`,
      {
        method: 'PUT',
        body: typeof content === 'string' ? content : Uint8Array.from(content),
        headers: {
          'content-type': type,
          ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
        },
      },
    );
    if (!response.ok) throw new Error(`s3rver did not take ${key}: ${response.status}`);
  }

  url(
    key: string,
    options: {
      bucket?: string;
      life?: number;
      now?: Date;
      secret?: string;
      query?: Record<string, string>;
    } = {},
  ): string {
    const { bucket = 'logs', ...rest } = options;
    return presign({ origin: this.origin, path: `/${bucket}/${key}`, ...rest });
  }

  /** What the next requests for this key meet, in order. */
  fault(key: string, ...faults: readonly Fault[]): void {
    this.faults.set(key, [...faults]);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const [, bucket = '', ...rest] = decodeURIComponent(url.split('?')[0] ?? '').split('/');
    const key = rest.join('/');
    this.seen.push({ method: request.method ?? '', key, headers: request.headers });
    const isProbe = request.headers['sec-fetch-mode'] === 'no-cors';
    const fault = isProbe ? undefined : this.faults.get(key)?.shift();
    try {
      const refused = this.refusal(request, bucket, url);
      if (refused !== null) return sendError(request, response, bucket, refused);
      if (fault?.kind === 'error')
        return sendError(request, response, bucket, { status: fault.status, code: fault.code, message: '' });
      await this.pass(request, response, url, fault);
    } catch {
      response.destroy();
    }
  }

  private refusal(request: IncomingMessage, bucket: string, url: string): Refusal | null {
    const isOpen = bucket === 'public' || request.method === 'OPTIONS';
    return isOpen
      ? null
      : checkSignature(request.method ?? '', request.headers.host ?? '', url, Date.now() + this.clock);
  }

  private async pass(
    request: IncomingMessage,
    response: ServerResponse,
    url: string,
    fault: Fault | undefined,
  ): Promise<void> {
    const headers = new Headers();
    for (const name of [
      'range',
      'if-range',
      'origin',
      'access-control-request-method',
      'access-control-request-headers',
    ]) {
      const value = request.headers[name];
      if (typeof value === 'string') headers.set(name, value);
    }
    // So that Node hands over packed bytes as they are stored, it is asked through its plain client.
    const { status, head, body } = await ask(
      `${this.behind}${unsigned(url)}`,
      request.method ?? 'GET',
      headers,
    );
    response.writeHead(status, head);
    if (fault?.kind === 'cut') {
      await new Promise<void>((resolve) =>
        response.write(body.subarray(0, Math.floor(body.length * fault.share)), () => resolve()),
      );
      // What is on its way arrives before the connection breaks.
      await sleep(100);
      this.clock += fault.thenClockRuns ?? 0;
      response.destroy();
    } else if (fault?.kind === 'slow') {
      for (let at = 0; at < body.length && !response.destroyed; at += fault.bytesPerSecond / 10) {
        response.write(body.subarray(at, at + fault.bytesPerSecond / 10));
        await sleep(100);
      }
      response.end();
    } else response.end(body);
  }
}

/** The signature is checked already, and s3rver knows only its own keys. */
function unsigned(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const params = query.split('&').filter((part) => part !== '' && !/^X-Amz-/i.test(part));
  return params.length === 0 ? path : `${path}?${params.join('&')}`;
}

async function ask(
  url: string,
  method: string,
  headers: Headers,
): Promise<{ status: number; head: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(url, { method, headers: Object.fromEntries(headers) }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const { connection: _one, 'keep-alive': _two, 'transfer-encoding': _three, ...head } = answer.headers;
        resolve({ status: answer.statusCode ?? 500, head, body: Buffer.concat(parts) });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** S3 answers refusals with the CORS headers of the bucket, where it has a rule. */
function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  { status, code, message }: Refusal,
): void {
  const { origin } = request.headers;
  const cors = bucket === 'nocors' || origin === undefined ? {} : { 'access-control-allow-origin': origin };
  response.writeHead(status, { 'content-type': 'application/xml', ...cors });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>1</RequestId></Error>`,
  );
}

/** The very rule that Trailscope offers to copy, in the form that s3rver reads. */
function corsXml(page: string): string {
  const rules: Record<string, string[]>[] = JSON.parse(corsRule(page));
  const each = (rule: Record<string, string[]>, from: string, to: string): string =>
    (rule[from] ?? []).map((value) => `<${to}>${value}</${to}>`).join('');
  const inner = rules.map(
    (rule) =>
      `<CORSRule>${each(rule, 'AllowedOrigins', 'AllowedOrigin')}${each(rule, 'AllowedMethods', 'AllowedMethod')}${each(rule, 'AllowedHeaders', 'AllowedHeader')}${each(rule, 'ExposeHeaders', 'ExposeHeader')}</CORSRule>`,
  );
  return `<CORSConfiguration>${inner.join('')}</CORSConfiguration>`;
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

function closeServer(server: Server): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}
