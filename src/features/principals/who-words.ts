/** What a row is called. */
import type { PrincipalKind } from '#cloudtrail/principal.ts';
import { kindsOf } from '#query/principals.ts';
import type { ListedRow, WhoGroup } from '#query/principals.ts';
import type { IconName } from '#ui/icon.tsx';
import { GROUP_WORDS } from './who-columns.ts';

export function whoName({ name }: Pick<ListedRow, 'name'>, group: WhoGroup): string {
  return name ?? GROUP_WORDS[group].none;
}

export function kindWords(bits: number): string {
  return kindsOf(bits).join(', ');
}

const KIND_ICONS: Readonly<Record<PrincipalKind, IconName>> = {
  root: 'root',
  'IAM user': 'principals',
  'SSO user': 'principals',
  role: 'role',
  'federated user': 'principals',
  'AWS service': 'service',
  'other account': 'account',
  anonymous: 'help',
  unknown: 'help',
};

/** Of the first kind there is. */
export function kindIcon(bits: number): IconName {
  const [kind] = kindsOf(bits);
  return kind === undefined ? 'none' : KIND_ICONS[kind];
}
