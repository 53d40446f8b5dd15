/**
 * Reading the small XML documents that S3 answers with. Not a parser of XML: elements are found by their names, nesting of
 * one name in itself, attributes, CDATA and DTDs are not known. Linear in the text, so it may come from anybody.
 */

/** The contents of each element of that name, in order, as written; at most `most`. An element that is not closed is left out. */
export function elements(xml: string, name: string, most = 10_000): string[] {
  const found: string[] = [];
  const close = `</${name}>`;
  for (let from = 0; found.length < most;) {
    const start = contentStart(xml, name, from);
    if (start === -1) return found;
    const end = xml.indexOf(close, start);
    if (end === -1) return found;
    found.push(xml.slice(start, end));
    from = end + close.length;
  }
  return found;
}

function contentStart(xml: string, name: string, from: number): number {
  const open = `<${name}`;
  for (let at = xml.indexOf(open, from); at !== -1; at = xml.indexOf(open, at + open.length)) {
    const next = xml.charAt(at + open.length);
    if (next === '>') return at + open.length + 1;
    if (/\s/.test(next)) {
      const end = xml.indexOf('>', at);
      return end === -1 || xml.charAt(end - 1) === '/' ? -1 : end + 1;
    }
  }
  return -1;
}

/** The text of the first element of that name; null where there is none, or where it holds elements. */
export function elementText(xml: string, name: string): string | null {
  const content = elements(xml, name, 1)[0];
  return content === undefined || content.includes('<') ? null : unescapeXml(content);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML, and characters by number. */
export function unescapeXml(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, named, ten, hex) => {
      if (typeof named === 'string') return NAMED[named.toLowerCase()] ?? whole;
      const code = typeof ten === 'string' ? Number(ten) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
