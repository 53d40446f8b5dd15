import { describe, expect, it } from 'vitest';
import { kindField, narrowTo } from './dimension-filter.ts';
import { EMPTY_FILTER } from './filter.ts';
import { DIMENSIONS } from './first-dimensions.ts';
import { formatFilter } from './format-filter.ts';

describe('narrowTo', () => {
  it.each([
    ['address', '198.51.100.77', 'sourceIPAddress:198.51.100.77'],
    ['network', '198.51.100.0/24', 'sourceIPAddress:198.51.100.0/24'],
    ['eventName', 'DeleteTrail', 'eventName:DeleteTrail'],
    ['account', '111122223333', 'recipientAccountId:111122223333'],
    ['principal', 'alice', 'principal:alice'],
    ['nothing of ours', 'x', ''],
  ])('%s %s', (kind, value, search) => {
    expect(formatFilter(narrowTo(EMPTY_FILTER, kind, value))).toBe(search);
  });

  it('knows the field of every dimension', () => {
    expect(DIMENSIONS.map(kindField)).not.toContain(null);
  });
});
