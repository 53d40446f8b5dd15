/** An ARN in the words people use for the thing. Not for checking ARNs, nor for taking policies apart. */

export interface Arn {
  /** `s3`, `iam`, … */
  readonly service: string;
  /** Everything behind the fifth colon: `user/alice`, `function:resize:live`, `bucket/key`. */
  readonly resource: string;
}

/** `arn:partition:service:region:account:resource`; null when it is none. */
export function parseArn(text: string): Arn | null {
  const match = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/s.exec(text);
  return match === null ? null : { service: match[1] ?? '', resource: match[2] ?? '' };
}

/**
 * `bucket/key` · `role/Deploy` (without its path) · `i-0abc` · `/aws/lambda/x` · `trail/main`: short, and still telling
 * the kind of thing where the name alone would not. What is no ARN is returned as it is.
 */
export function arnLabel(text: string): string {
  const arn = parseArn(text);
  if (arn === null) return text;
  const { service, resource } = arn;
  if (service === 'iam' || service === 'sts') return withoutPath(resource);
  if (service === 's3') return resource.replace(/^([^/]*)\/$/, '$1');
  if (service === 'ec2') return resource.replace(/^[a-z-]+\//, '');
  const name = /^[a-z][a-zA-Z-]*:(.+)$/s.exec(resource)?.[1] ?? resource;
  return service === 'logs' ? name.replace(/:\*$/, '') : name;
}

/** `role/team/Deploy` → `role/Deploy`; `assumed-role/Deploy/me` → `role/Deploy`. */
function withoutPath(resource: string): string {
  const parts = resource.split('/');
  if (parts[0] === 'assumed-role') return `role/${parts[1] ?? ''}`;
  return parts.length > 2 ? `${parts[0]}/${parts.at(-1)}` : resource;
}
