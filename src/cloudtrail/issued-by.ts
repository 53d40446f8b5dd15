/** Which credentials an event gave out, as lineage joined them. */
import type { Credential, EventRef } from './lineage.ts';

type Place = Pick<EventRef, 'fileId' | 'recordOffset'>;

/** Those whose issuing call, or its half in the other account, is the record at this place; at most `most`. */
export function issuedBy<C extends Pick<Credential, 'issue'>>(
  credentials: Iterable<C>,
  place: Place,
  most: number,
): readonly C[] {
  const issued: C[] = [];
  for (const credential of credentials) {
    const { issue } = credential;
    if (issue === null || !(isAt(issue.event, place) || isAt(issue.otherHalf, place))) continue;
    issued.push(credential);
    if (issued.length === most) break;
  }
  return issued;
}

function isAt(event: EventRef | null, { fileId, recordOffset }: Place): boolean {
  return event !== null && event.recordOffset === recordOffset && event.fileId === fileId;
}
