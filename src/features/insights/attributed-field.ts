/** Which field of events a value of AWS's attribution is one of. */
import type { FieldKey } from '#cloudtrail/fields.ts';

const FIELDS: Readonly<Record<string, FieldKey>> = {
  userIdentityArn: 'userIdentityArn',
  userAgent: 'userAgent',
  errorCode: 'errorCode',
  resourceArn: 'resource',
};

/** Null for attributes that are not known. */
export function fieldOfValue(
  attribute: string,
  value: string,
): { readonly field: FieldKey; readonly value: string } | null {
  // Sessions of a role stand there without the session's name, as no event has them.
  const role = attribute === 'userIdentityArn' ? /:assumed-role\/([^/]+)$/.exec(value)?.[1] : undefined;
  if (role !== undefined) return { field: 'roleName', value: role };
  const field = Object.hasOwn(FIELDS, attribute) ? FIELDS[attribute] : undefined;
  return field === undefined ? null : { field, value };
}
