import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUrls, MOST_URLS } from './pasted-urls.ts';

const URL_A =
  'https://bucket.s3.eu-west-1.amazonaws.com/AWSLogs/111122223333/CloudTrail/a.json.gz?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
  '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20251010%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=20251010T120000Z' +
  `&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Security-Token=IQoJb3JpZ2lu%2F%2Bx%3D%3D&X-Amz-Signature=${'0f'.repeat(32)}`;
const URL_B = URL_A.replace('a.json.gz', 'b.json.gz');
/** As the SDK for JavaScript sorts it. */
const URL_C = `${URL_A.replace('X-Amz-SignedHeaders=host&', '')}&X-Amz-SignedHeaders=host&x-id=GetObject`;

const urlsIn = (text: string): string[] => findUrls(text).urls.map(({ url }) => url);

/** As a terminal of that width copies it. */
const wrapped = (text: string, width: number): string => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');

describe('pasted text', () => {
  it.each([
    ['one', URL_A, [URL_A]],
    ['one a line', `${URL_A}\n${URL_B}\n`, [URL_A, URL_B]],
    ['several in a line', `${URL_A} ${URL_B}`, [URL_A, URL_B]],
    ['Windows lines and blank ones', `\r\n${URL_A}\r\n\r\n${URL_B}\r\n`, [URL_A, URL_B]],
    [
      'the command and the prompt around',
      `me@host:~$ aws s3 presign s3://bucket/a --expires-in 3600\n${URL_A}\nme@host:~$ `,
      [URL_A],
    ],
    ['the command behind', `${URL_A}\n$ aws s3 presign s3://bucket/b\n${URL_B}\n$`, [URL_A, URL_B]],
    [
      'a Windows prompt',
      `PS C:\\Users\\me> aws s3 presign s3://bucket/a\n${URL_A}\nPS C:\\Users\\me>`,
      [URL_A],
    ],
    ['quotes', `curl -o a '${URL_A}'\nwget "${URL_B}"`, [URL_A, URL_B]],
    ['HTML escapes', URL_A.replaceAll('&', '&amp;'), [URL_A]],
    ['JSON escapes', `{"u": "${URL_A.replaceAll('&', '\\u0026').replaceAll('/', '\\/')}"}`, [URL_A]],
    ['angle brackets', `see <${URL_A}>, please`, [URL_A]],
    ['Markdown', `- [the log](${URL_A})\n- **${URL_B}**`, [URL_A, URL_B]],
    ['a sentence', `Here it is: ${URL_A}. Thanks!`, [URL_A]],
    ['a mail that quotes', `> ${URL_A}\n> > ${URL_B}`, [URL_A, URL_B]],
    ['quoted-printable', wrapped(URL_A.replaceAll('=', '=3D'), 75).replaceAll('\n', '=\n'), [URL_A]],
    ['invisible characters', `\ufeff${URL_A.slice(0, 40)}\u200b${URL_A.slice(40)}`, [URL_A]],
    [
      'a URL without a query',
      'https://b.s3.amazonaws.com/a.json\nhttps://b.s3.amazonaws.com/b.json',
      ['https://b.s3.amazonaws.com/a.json', 'https://b.s3.amazonaws.com/b.json'],
    ],
    [
      'a URL without a query, then a word',
      'https://b.s3.amazonaws.com/a.json\nthanks\n',
      ['https://b.s3.amazonaws.com/a.json'],
    ],
    [
      'a bracket in a key',
      '(https://b.s3.amazonaws.com/a(1).json)',
      ['https://b.s3.amazonaws.com/a(1).json'],
    ],
    ['nothing', 'no address at all', []],
  ])('%s', (_what, text, expected) => expect(urlsIn(text)).toEqual(expected));

  it.each([20, 53, 72, 76, 80, 120, 132])('puts together what was cut at %d characters', (width) => {
    expect(urlsIn(`$ aws s3 presign s3://bucket/a\n${wrapped(URL_A, width)}\n$ `)).toEqual([URL_A]);
    expect(urlsIn(`${wrapped(URL_A, width)}\n${wrapped(URL_B, width)}\n`)).toEqual([URL_A, URL_B]);
    expect(urlsIn(`${wrapped(URL_C, width)}\n${wrapped(URL_A, width)}\nthe end.`)).toEqual([URL_C, URL_A]);
    expect(urlsIn(wrapped(URL_A, width).replaceAll('\n', '\n   '))).toEqual([URL_A]);
  });

  it('is put together wherever one break is', () => {
    for (const url of [URL_A, URL_C]) {
      for (let at = 12; at < url.length; at++)
        expect(urlsIn(`${url.slice(0, at)}\n${url.slice(at)}\n${URL_B}`)).toEqual([url, URL_B]);
    }
  });

  it('takes the key that stands before a tab', () => {
    expect(findUrls(`AWSLogs/1/a b.json.gz\t${URL_A}`).urls).toEqual([
      { url: URL_A, key: 'AWSLogs/1/a b.json.gz' },
    ]);
  });

  it('says what addresses of the AWS tools are', () => {
    expect(findUrls('s3://bucket/key').notes).toEqual([expect.stringContaining('aws s3 presign')]);
    expect(findUrls(`$ aws s3 presign s3://bucket/key\n${URL_A}`).notes).toEqual([]);
  });

  it('has limits, and bears any text', { retry: 3 }, () => {
    const many = findUrls('https://h/a\n'.repeat(MOST_URLS + 5));
    expect(many.urls).toHaveLength(MOST_URLS);
    expect(many.notes).toHaveLength(1);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('https:/X-Amz?&=\n ab()<\\"3D')), maxLength: 300 }),
        (text) => {
          for (const url of urlsIn(text)) expect(url).toMatch(/^https?:\/\//);
        },
      ),
    );
    const start = process.cpuUsage();
    findUrls(`https://h/?X-Amz-Date=\n${'a\n'.repeat(300_000)}`);
    findUrls(`https://h/${')'.repeat(200_000)}`);
    findUrls('https://h/a\nb'.repeat(100_000));
    // What it takes by itself: how long that lasts says more of the machine.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000);
  });
});
