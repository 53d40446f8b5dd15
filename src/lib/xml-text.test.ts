import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elements, elementText, unescapeXml } from './xml-text.ts';

describe('reading XML by names', () => {
  it('finds elements in order, with or without attributes, and not those whose name only begins alike', () => {
    const xml = '<L xmlns="x"><Key>a</Key><KeyCount>2</KeyCount><Key a="1">b &amp; c</Key><Key/></L>';
    expect(elements(xml, 'Key')).toEqual(['a', 'b &amp; c']);
    expect(elements(xml, 'Key', 1)).toEqual(['a']);
    expect(elementText(xml, 'KeyCount')).toBe('2');
    expect(elementText(xml, 'L')).toBeNull();
    expect(elementText(xml, 'Nothing')).toBeNull();
    expect(elements('<Key>never closed', 'Key')).toEqual([]);
  });

  it('unescapes entities, once', () => {
    expect(unescapeXml('&lt;&amp;lt;&#233;&#xe9;&quot;&apos;&bogus;&#0;&#x110000;')).toBe(
      '<&lt;éé"\'&bogus;&#0;&#x110000;',
    );
  });

  it('bears any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('<>/K &#;x ')) }), (xml) => {
        expect(elements(xml, 'K').length).toBeLessThan(xml.length + 1);
        expect(typeof unescapeXml(xml)).toBe('string');
      }),
    );
    expect(elements('<K>'.repeat(200_000), 'K')).toEqual([]);
    expect(elements('<K '.repeat(200_000), 'K')).toEqual([]);
  });
});
