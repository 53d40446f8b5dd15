import { describe, expect, it } from 'vitest';
import { readUrl } from '#cloudtrail/s3-url.ts';
import type { DownloadItem, DownloadState } from '#session/download/download-item.ts';
import { countDownloads, countsWords, stateWords } from './url-words.ts';

const NOON = Date.UTC(2025, 9, 10, 12);
const SIGNED = `https://b.s3.eu-west-1.amazonaws.com/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A&X-Amz-Date=20251010T120000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0f'.repeat(32)}`;

function item(state: DownloadState, url = SIGNED): DownloadItem {
  const { facts } = { facts: null, ...readUrl(url) };
  return { id: 1, path: 'a', facts, state };
}

describe('what is said of a URL', () => {
  it.each([
    [item({ phase: 'ready' }), NOON, 'plain', 'expires in 60 minutes'],
    [item({ phase: 'ready' }), NOON + 4 * 3_600_000, 'bad', 'expired 3 hours ago'],
    [item({ phase: 'ready' }, 'https://b.s3.amazonaws.com/a'), NOON, 'plain', 'not signed'],
    [
      item({ phase: 'ready' }, 'https://host.example/a?token=x'),
      NOON,
      'attention',
      'does not say when it expires',
    ],
    [item({ phase: 'fetching', received: 1_500_000, total: 3_000_000 }), NOON, 'plain', '1.5 MB of 3 MB'],
    [item({ phase: 'fetching', received: 1_500_000, total: null }), NOON, 'plain', '1.5 MB so far'],
    [
      item({ phase: 'waiting', reason: 'cut', retry: 2, received: 0, total: null }),
      NOON,
      'plain',
      'Connection lost: trying again, 2 of 5',
    ],
    [
      item({ phase: 'waiting', reason: 'offline', retry: 0, received: 0, total: null }),
      NOON,
      'plain',
      'No network: waits for it',
    ],
    [item({ phase: 'fetched', bytes: 1 }), NOON, 'fine', 'Fetched, 1 byte'],
    [item({ phase: 'cancelled' }), NOON, 'attention', 'Cancelled'],
  ] satisfies [DownloadItem, number, string, string][])('%#', (of, now, tone, title) => {
    expect(stateWords(of, now)).toMatchObject({ tone, title });
  });

  it('says that a list is cut off, and what a private one needs', () => {
    const listing = {
      bucket: 'b',
      prefix: '',
      objects: [{ key: 'a', size: 1 }],
      truncated: true,
      archived: 2,
    };
    const { title, more } = stateWords(item({ phase: 'listing', listing, expanded: false }), NOON);
    expect(title).toBe('A list of 1 object');
    expect(more).toHaveLength(3);
  });

  it('counts', () => {
    const items = [
      item({ phase: 'ready' }),
      item({ phase: 'fetched', bytes: 5 }),
      item({ phase: 'cancelled' }),
      item({ phase: 'queued' }),
    ];
    const counts = countDownloads(items, NOON);
    expect(countsWords(counts, 1)).toBe(
      '1 under way · 1 to fetch · 1 fetched · 1 not fetched · 1 duplicate left out',
    );
    expect(countsWords(countDownloads([], NOON), 0)).toBe('');
  });
});
