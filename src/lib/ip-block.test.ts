import { expect, it } from 'vitest';
import { isWithin, parseAddress, parseBlock } from './ip-block.ts';

const within = (address: string, block: string): boolean | null => {
  const [a, b] = [parseAddress(address), parseBlock(block)];
  return a === null || b === null ? null : isWithin(a, b);
};

it.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['10.0.0.127', '10.0.0.0/25', true],
  ['10.0.0.128', '10.0.0.0/25', false],
  ['1.2.3.4', '0.0.0.0/0', true],
  ['1.2.3.4', '1.2.3.4/32', true],
  ['2001:DB8::1', '2001:db8::/32', true],
  ['2001:db9::1', '2001:db8::/32', false],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1/128', true],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['10.1.2.3', '::ffff:10.0.0.0/104', true],
  ['10.1.2.3', '::/0', false],
  ['::', '::/0', true],
  ['10.1.2', '10.0.0.0/8', null],
  ['10.1.2.256', '10.0.0.0/8', null],
  ['10.1.2.3', '10.0.0.0/33', null],
  ['10.1.2.3', '10.0.0.0', null],
  ['1::2::3', '::/0', null],
  ['1:2:3:4:5:6:7:8:9', '::/0', null],
  ['1:2:3:4:5:6:7', '::/0', null],
  ['12345::', '::/0', null],
  ['s3.amazonaws.com', '::/0', null],
  ['', '::/0', null],
])('%s in %s: %s', (address, block, expected) => expect(within(address, block)).toBe(expected));
