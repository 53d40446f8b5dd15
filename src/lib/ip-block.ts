/** IP addresses and CIDR blocks, versions 4 and 6. Not for host names, zones (`fe80::1%eth0`) or short forms (`10.1`). */

/** 4 or 16 bytes; an IPv4 address written as IPv6 (`::ffff:10.0.0.1`) gives 4. */
export type Address = readonly number[];

export interface Block {
  readonly address: Address;
  /** Leading bits that count. */
  readonly bits: number;
}

export function parseAddress(text: string): Address | null {
  if (text.length > 45) return null;
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

/** `10.0.0.0/8`, `2001:db8::/32`; a slash and the bits are needed. */
export function parseBlock(text: string): Block | null {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const address = parseAddress(match?.[1] ?? '');
  if (match === null || address === null) return null;
  // The bits of a block written as `::ffff:10.0.0.0/104` are counted from the front of the long form.
  const shorter = match[1]?.includes(':') === true && address.length === 4 ? 96 : 0;
  const bits = Number(match[2]) - shorter;
  return bits >= 0 && bits <= address.length * 8 ? { address, bits } : null;
}

export function isWithin(address: Address, block: Block): boolean {
  if (address.length !== block.address.length) return false;
  const whole = block.bits >> 3;
  for (let k = 0; k < whole; k++) if (address[k] !== block.address[k]) return false;
  const rest = block.bits & 7;
  if (rest === 0) return true;
  const mask = 0xff << (8 - rest);
  return ((address[whole] ?? 0) & mask) === ((block.address[whole] ?? 0) & mask);
}

function parseVersion4(text: string): Address | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const bytes = match.slice(1).map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseVersion6(text: string): Address | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
  if (head === null || tail === null) return null;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 2 ? missing < 2 : missing !== 0) return null;
  const bytes = [...head, ...Array<number>(missing).fill(0), ...tail];
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  return mapped ? bytes.slice(12) : bytes;
}

/** The bytes of `a:b:c`; the last group may be an IPv4 address. */
function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [at, group] of groups.entries()) {
    const embedded = at === groups.length - 1 && group.includes('.') ? parseVersion4(group) : null;
    if (embedded !== null) bytes.push(...embedded);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff);
    else return null;
  }
  return bytes;
}
