import { expect, it } from 'vitest';
import { damagedByte } from './damaged-byte.ts';
import { openSession, record, source } from './testing/workbench.ts';

it('is where the record broke, as reading says it', async () => {
  const broken = record(1).replace('"eventName":', '"eventName":,,');
  const text = `{"Records":[${record(0)},${broken},${record(2)}]}`;
  const { session } = openSession();
  await session.addFiles([
    source('a.json', text),
    source('b.jsonl', `${record(3)}\n${broken}\n${record(4)}`),
  ]);
  for (const file of session.getState().files) {
    const [rejected] = file.rejected;
    expect(file.rejectedCount).toBe(1);
    const start = (file.id === 0 ? text : `${record(3)}\n${broken}`).indexOf(broken);
    const at = rejected === undefined ? -1 : damagedByte(rejected);
    expect(at - start - broken.indexOf(',,')).toBeLessThanOrEqual(1);
    expect(at - start - broken.indexOf(',,')).toBeGreaterThanOrEqual(0);
  }
});

it('is where the piece begins when nothing else is said', () => {
  expect(damagedByte({ offset: 12, reason: 'not a JSON object' })).toBe(12);
});
