/** What a subject is, in a word or two. */
import type { SubjectField } from '#query/subject.ts';

export const SUBJECT_WORDS: Readonly<Record<SubjectField, string>> = {
  blastRadius: 'blast radius',
  sessionId: 'session',
  accessKeyId: 'access key',
  person: 'person',
  principal: 'principal',
  userIdentityArn: 'identity',
  roleName: 'role',
  sourceIPAddress: 'address',
  resource: 'resource',
};

/** Of these one can ask what came from them. */
export const WITH_BLAST_RADIUS: ReadonlySet<SubjectField> = new Set([
  'accessKeyId',
  'sessionId',
  'person',
  'principal',
]);
