/** By what lanes can be told apart, and which of it fits what. */
import type { Subject } from '#query/subject.ts';
import type { LaneKind } from '#query/timeline-rows.ts';

export const LANE_KINDS: readonly LaneKind[] = [
  'chain',
  'session',
  'principal',
  'service',
  'address',
  'account',
];

export function fittingLanes(subject: Subject | null): LaneKind {
  switch (subject?.field) {
    case 'blastRadius':
      return 'chain';
    case 'sessionId':
    case 'accessKeyId':
    case 'person':
    case 'principal':
    case 'userIdentityArn':
    case 'roleName':
      return 'session';
    case 'sourceIPAddress':
    case 'resource':
    case undefined:
      return 'principal';
  }
}
