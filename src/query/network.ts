/** The network that an address lies in, worked out by the engine over the few addresses there are: a /24, or a /48 of IPv6. */
import { parseAddress } from '#lib/ip-block.ts';

/**
 * SQL over a text `column`: `198.51.100.0/24`, `2001:db8:1::/48`; null for what is no address (services, host names).
 * IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4.
 */
export function networkSql(column: string): string {
  const text = `lower(${column})`;
  const v4 = `regexp_extract(${text}, '^(?:::ffff:)?((?:\\d{1,3}\\.){3})\\d{1,3}$', 1)`;
  const before = `list_filter(string_split(split_part(${text}, '::', 1), ':'), lambda g: g <> '')`;
  const after = `list_filter(string_split(split_part(${text}, '::', 2), ':'), lambda g: g <> '')`;
  // `::` stands for so many groups of zeros.
  const zeros = `list_transform(range(greatest(0, 8 - len(${before}) - len(${after}))), lambda g: '0')`;
  const groups = `list_concat(list_concat(${before}, ${zeros}), ${after})[1:3]`;
  const written = `list_transform(${groups}, lambda g: CASE WHEN ltrim(g, '0') = '' THEN '0' ELSE ltrim(g, '0') END)`;
  return `CASE WHEN ${v4} <> '' THEN ${v4} || '0/24'
  WHEN regexp_matches(${text}, '^[0-9a-f:]{2,39}$') AND contains(${text}, ':') THEN array_to_string(${written}, ':') || '::/48' END`;
}

/** The same by hand, for one address. */
export function networkOf(text: string): string | null {
  const address = parseAddress(text);
  if (address === null) return null;
  if (address.length === 4) return `${address.slice(0, 3).join('.')}.0/24`;
  const group = (at: number): string => (((address[at] ?? 0) << 8) | (address[at + 1] ?? 0)).toString(16);
  return `${group(0)}:${group(2)}:${group(4)}::/48`;
}
