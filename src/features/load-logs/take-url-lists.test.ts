import { expect, it } from 'vitest';
import type { SourceFile } from '#session/session.ts';
import { takeUrlLists } from './take-url-lists.ts';

const file = (path: string, text: string): SourceFile => ({ file: new File([text], path), path });

it('takes lists of URLs out of what was given, and leaves everything else', async () => {
  const taken: string[] = [];
  const log = file('a.json', '{"Records":[{"eventVersion":"1.08"}]}');
  const list = file('urls.txt', 'a.json\thttps://b.s3.amazonaws.com/a.json?X-Amz-Signature=x\n');
  const packed = file('urls.gz', 'https://b.s3.amazonaws.com/a.json');
  expect(await takeUrlLists([log, list, packed], (text) => taken.push(text))).toEqual([log, packed]);
  expect(taken).toEqual([await list.file.text()]);
  const many = Array.from({ length: 11 }, () => list);
  expect(await takeUrlLists(many, () => expect.unreachable())).toBe(many);
});
