import { describe, expect, it } from 'vitest';
import { parseLogPath } from './log-path.ts';

const DAY = 'AWSLogs/111122223333/CloudTrail/us-east-1/2021/07/30/';
const NAME = '111122223333_CloudTrail_us-east-1_20210730T1445Z_Q5k2teNG9rmG4O4G.json.gz';
const LOG = {
  accountId: '111122223333',
  region: 'us-east-1',
  kind: 'CloudTrail',
  deliveredAt: Date.UTC(2021, 6, 30, 14, 45),
  orgId: null,
};

describe('parseLogPath', () => {
  it.each([
    ['a full key', `some/prefix/${DAY}${NAME}`],
    ['a bare name', NAME],
    ['a Windows path', `C:\\logs\\${NAME}`],
    ['an unpacked file', NAME.replace('.gz', '')],
    ['a second download', NAME.replace('.json', ' (1).json')],
    ['the spelling without underscore', NAME.replace('Z_', 'Z')],
  ])('reads %s', (_, path) => {
    expect(parseLogPath(path)).toEqual(LOG);
  });

  it('reads the organization and the other kinds from the key', () => {
    const key =
      'AWSLogs/o-abc123/111122223333/CloudTrail-Insight/eu-west-1/2021/07/30/111122223333_CloudTrail-Insight_eu-west-1_20210730T1445Z_A.json.gz';
    expect(parseLogPath(key)).toMatchObject({
      orgId: 'o-abc123',
      kind: 'CloudTrail-Insight',
      region: 'eu-west-1',
    });
  });

  it('reads a digest: time to the second, trail names with any signs', () => {
    const name =
      '111122223333_CloudTrail-Digest_us-east-2_my_trail.x_us-east-1_20150817T150131Z_backfill.json.gz';
    expect(parseLogPath(name)).toEqual({
      ...LOG,
      kind: 'CloudTrail-Digest',
      region: 'us-east-2',
      deliveredAt: Date.UTC(2015, 7, 17, 15, 1, 31),
    });
  });

  it('takes the folder when the name was changed, without a time', () => {
    expect(parseLogPath(`${DAY}copy.json`)).toEqual({ ...LOG, deliveredAt: null });
  });

  it.each([
    '',
    'notes.txt',
    'AWSLogs/1/Config/us-east-1/2021/7/3/x.json.gz',
    'a_CloudTrail-Fake_us-east-1_20210730T1445Z_x.json',
  ])('answers null for %j', (path) => {
    expect(parseLogPath(path)).toBeNull();
  });

  it('gives no time for an impossible date', () => {
    expect(parseLogPath(NAME.replace('20210730', '20211330'))).toEqual({ ...LOG, deliveredAt: null });
  });
});
