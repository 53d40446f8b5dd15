import { describe, expect, it } from 'vitest';
import { recordText } from './record-text.ts';

describe('recordText', () => {
  it('decodes UTF-8 and keeps a byte order mark', () => {
    expect(recordText(new TextEncoder().encode('\uFEFF{"a":"é"}'))).toEqual({
      text: '\uFEFF{"a":"é"}',
      exact: true,
    });
  });

  it('says when the text is no exact copy', () => {
    expect(recordText(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ text: '"\uFFFD"', exact: false });
  });
});
