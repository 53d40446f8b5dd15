/** Which byte to look at: where a record begins is seldom where it is broken. */
import type { RejectedRecord } from './session.ts';

/** Reading says it in its sentence ("broken JSON near byte 207"); where it does not, the byte at which the piece begins. */
export function damagedByte({ offset, reason }: RejectedRecord): number {
  const near = / near byte (\d+)$/.exec(reason)?.[1];
  return near === undefined ? offset : Number(near);
}
