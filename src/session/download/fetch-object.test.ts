import { describe, expect, it } from 'vitest';
import type { Asked, Meets } from '../testing/fake-network.ts';
import { answer, FakeNetwork } from '../testing/fake-network.ts';
import { FetchFailed, fetchObject } from './fetch-object.ts';
import type { FetchingState, FetchTarget } from './protocol.ts';
import { MOST_RETRIES } from './retry.ts';

const BYTES = new TextEncoder().encode(
  JSON.stringify({ Records: Array.from({ length: 100 }, (_, n) => ({ eventID: n })) }),
);
const SECRET = 'X-Amz-Signature=SeCrEt';
const TARGET: FetchTarget = {
  id: 1,
  url: `https://b.s3.eu-west-1.amazonaws.com/a.json?${SECRET}`,
  name: 'a.json',
  expiresAt: null,
  hasRegion: true,
};
const VERSION = { etag: '"1"', 'last-modified': 'Fri, 10 Oct 2025 12:00:00 GMT' };
const MIB = 1024 * 1024;

const whole: Meets = () => answer(BYTES, { headers: VERSION });
const cutAt =
  (share: number): Meets =>
  () =>
    answer(BYTES, { headers: VERSION, breaksAfter: Math.floor(BYTES.length * share) });

/** A server that gives parts. */
const rest =
  (more: { breaksAfter?: number; headers?: Record<string, string> } = {}): Meets =>
  ({ range }: Asked) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const { headers, ...options } = more;
    return answer(BYTES.slice(from), {
      status: 206,
      ...options,
      headers: {
        ...VERSION,
        'content-range': `bytes ${from}-${BYTES.length - 1}/${BYTES.length}`,
        ...headers,
      },
    });
  };

const xml =
  (status: number, code: string, message = ''): Meets =>
  () =>
    new Response(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`, { status });

async function run(
  network: FakeNetwork,
  target: Partial<FetchTarget> = {},
  signal = new AbortController().signal,
) {
  const states: FetchingState[] = [];
  try {
    const blob = await fetchObject({ ...TARGET, ...target }, network, signal, (state) => states.push(state));
    return { bytes: new Uint8Array(await blob.arrayBuffer()), failed: null, words: '', states };
  } catch (error) {
    if (!(error instanceof FetchFailed) || error.message.includes('SeCrEt')) throw error;
    return { bytes: null, failed: error.failure.kind, words: error.message, states };
  }
}

describe('fetching an object', () => {
  it('asks discreetly: nothing but the URL goes out', async () => {
    const network = new FakeNetwork(whole);
    expect((await run(network)).bytes).toEqual(BYTES);
    expect(network.asked[0]?.init).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: {},
    });
  });

  it.each([0.1, 0.5, 0.9])('goes on where the connection broke (%d)', async (share) => {
    const network = new FakeNetwork(cutAt(share), rest());
    expect((await run(network)).bytes).toEqual(BYTES);
    expect(network.asked.map(({ range }) => range)).toEqual([
      null,
      `bytes=${Math.floor(BYTES.length * share)}-`,
    ]);
    expect(network.waits).toHaveLength(1);
  });

  it('goes on again and again while each attempt brings something', async () => {
    const network = new FakeNetwork(
      cutAt(0.1),
      ...Array.from({ length: 15 }, () => rest({ breaksAfter: 100 })),
      rest(),
    );
    expect((await run(network)).bytes).toEqual(BYTES);
    expect(new Set(network.waits).size).toBe(1);
  });

  it.each([
    ['the server gives the whole all the same', whole],
    ['the object is another one by now', rest({ headers: { etag: '"2"' } })],
    ['it starts elsewhere', rest({ headers: { 'content-range': 'bytes 0-99/2000' } })],
    ['it was packed in between', rest({ headers: { 'content-encoding': 'gzip' } })],
    ['the range is refused', xml(416, 'InvalidRange')],
    ['the page may not ask for a range', 'hidden'],
  ] satisfies [string, Meets][])('begins again when %s', async (_what, second) => {
    const network = new FakeNetwork(cutAt(0.5), second, whole);
    const { bytes } = await run(network);
    expect(bytes).toEqual(BYTES);
    expect(network.asked.length).toBeLessThanOrEqual(3);
  });

  it('never asks for a part of what the browser unpacks', async () => {
    const packed = { headers: { ...VERSION, 'content-encoding': 'gzip', 'content-length': '50' } };
    const network = new FakeNetwork(
      () => answer(BYTES, { ...packed, breaksAfter: 500 }),
      () => answer(BYTES, packed),
    );
    const { bytes, states } = await run(network);
    expect(bytes).toEqual(BYTES);
    expect(network.asked.map(({ range }) => range)).toEqual([null, null]);
    expect(states.every(({ total }) => total === null)).toBe(true);
  });

  it('sees by the bytes that a .gz has been unpacked, and that more came than was announced', async () => {
    const hidden = { ...VERSION, 'content-length': '300' };
    const network = new FakeNetwork(
      () => answer(BYTES, { headers: hidden, breaksAfter: 200 }),
      () => answer(BYTES, { headers: hidden }),
    );
    expect((await run(network, { name: 'a.json.gz' })).bytes).toEqual(BYTES);
    expect(network.asked[1]?.range).toBeNull();
    const other = new FakeNetwork(() => answer(BYTES, { headers: hidden }));
    expect((await run(other)).bytes).toEqual(BYTES);
  });

  it('takes a short answer for a broken connection', async () => {
    const network = new FakeNetwork(
      () => answer(BYTES.slice(0, 500), { headers: { ...VERSION, 'content-length': String(BYTES.length) } }),
      rest(),
    );
    expect((await run(network)).bytes).toEqual(BYTES);
  });

  it('has an empty object', async () => {
    expect((await run(new FakeNetwork(() => answer(new Uint8Array())))).bytes).toHaveLength(0);
  });
});

describe('trying again', () => {
  it('waits ever longer while nothing answers, then gives up', async () => {
    const network = new FakeNetwork('down');
    expect((await run(network)).failed).toBe('unreachable');
    expect(network.waits).toEqual([438, 875, 1_750, 3_500, 7_000]);
    expect(network.asked).toHaveLength(MOST_RETRIES + 1);
  });

  it('bears faults of the server', async () => {
    const network = new FakeNetwork(xml(500, 'InternalError'), xml(503, 'SlowDown'), whole);
    const { bytes, states } = await run(network);
    expect(bytes).toEqual(BYTES);
    expect(states.filter(({ phase }) => phase === 'waiting')).toHaveLength(2);
    const always = new FakeNetwork(xml(503, 'SlowDown'));
    expect((await run(always)).failed).toBe('busy');
  });

  it('takes a hidden answer for a fault where the host lets others be read', async () => {
    const network = new FakeNetwork('hidden', 'hidden', whole);
    network.readable.add('b.s3.eu-west-1.amazonaws.com');
    expect((await run(network)).bytes).toEqual(BYTES);
    const always = new FakeNetwork('hidden');
    always.readable.add('b.s3.eu-west-1.amazonaws.com');
    expect((await run(always)).failed).toBe('cors');
    expect(always.asked).toHaveLength(3);
  });

  it('does what Retry-After asks for, up to a minute', async () => {
    const network = new FakeNetwork(
      () => new Response('', { status: 503, headers: { 'retry-after': '7' } }),
      () => new Response('', { status: 503, headers: { 'retry-after': '9999' } }),
      whole,
    );
    await run(network);
    expect(network.waits).toEqual([7_000, 60_000]);
  });

  it('waits for the network', async () => {
    const network = new FakeNetwork(whole);
    network.online = [false, false, false];
    expect((await run(network)).bytes).toEqual(BYTES);
    expect(network.waits).toEqual([1_000, 1_000, 1_000]);
  });

  it('gives up on silence, and at an end that does not come', async () => {
    const network = new FakeNetwork('silent');
    expect((await run(network)).failed).toBe('unreachable');
    const broken = new FakeNetwork(() => answer(BYTES, { breaksAfter: 10 }));
    const { failed } = await run(broken);
    expect(failed).toBe('cut');
    expect(broken.asked.length).toBeLessThan(50);
  });

  it('ends when it is cancelled, also while it waits', async () => {
    const stop = new AbortController();
    const network = new FakeNetwork(xml(500, 'InternalError'));
    const fetching = run(
      Object.assign(network, {
        wait: (_ms: number, signal: AbortSignal) =>
          new Promise<void>((_, reject) => {
            signal.addEventListener('abort', () => reject(new Error('cancelled')));
          }),
      }),
      {},
      stop.signal,
    );
    await Promise.resolve();
    stop.abort(new Error('cancelled'));
    await expect(fetching).rejects.toThrow('cancelled');
  });
});

describe('why not', () => {
  it.each([
    [xml(403, 'AccessDenied', 'Request has expired'), 'expired'],
    [xml(403, 'SignatureDoesNotMatch'), 'signature'],
    [xml(404, 'NoSuchKey'), 'missing'],
    [xml(403, 'InvalidObjectState'), 'archived'],
    [xml(400, 'ExpiredToken'), 'session-ended'],
    [() => new Response('<!doctype html><title>Sign in</title>'), 'html'],
    [() => new Response('<Error><Code>NoSuchKey</Code></Error>'), 'missing'],
    ['hidden', 'cors'],
  ] satisfies [Meets, string][])('%#: %s', async (meets, kind) => {
    const network = new FakeNetwork(meets);
    expect((await run(network)).failed).toBe(kind);
    expect(network.asked).toHaveLength(1);
  });

  it('takes a hidden answer to an expired URL for what it is', async () => {
    const network = new FakeNetwork('hidden');
    network.time = 10_000;
    expect((await run(network, { expiresAt: 9_000 })).failed).toBe('expired');
  });

  it('says when the URL expires in mid-transfer', async () => {
    const network = new FakeNetwork(cutAt(0.5), xml(403, 'AccessDenied', 'Request has expired'));
    expect((await run(network)).failed).toBe('expired');
    const hidden = new FakeNetwork(cutAt(0.5), 'hidden');
    expect((await run(hidden, { expiresAt: 1 })).failed).toBe('expired');
  });

  it('sees that it was led elsewhere', async () => {
    const led = (response: Response, url: string): Response =>
      Object.defineProperties(response, { redirected: { value: true }, url: { value: url } });
    const other = 'https://b.s3.eu-central-1.amazonaws.com/a.json';
    const wrong = '<Error><Code>SignatureDoesNotMatch</Code></Error>';
    expect((await run(new FakeNetwork(() => led(answer(BYTES), other)))).bytes).toEqual(BYTES);
    expect((await run(new FakeNetwork(() => led(answer(BYTES), 'http://b.example/a')))).failed).toBe(
      'redirected',
    );
    expect((await run(new FakeNetwork(() => led(new Response(wrong, { status: 403 }), other)))).failed).toBe(
      'region',
    );
  });

  it('knows the policy of its own page', async () => {
    const network = new FakeNetwork('down');
    network.forbidden = true;
    expect((await run(network)).failed).toBe('policy');
  });

  it('stops bombs', async () => {
    const zeros = new Uint8Array(MIB);
    let sent = 0;
    const bomb = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(zeros);
      },
    });
    const network = new FakeNetwork(
      () => new Response(bomb, { headers: { 'content-length': '1000', 'content-encoding': 'gzip' } }),
    );
    expect((await run(network)).failed).toBe('too-large');
    expect(sent).toBeLessThan(80);
  });
});
