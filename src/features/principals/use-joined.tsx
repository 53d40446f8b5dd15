import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Credential, Lineage } from '#cloudtrail/lineage.ts';
import type { ListedRow, WhoGroup } from '#query/principals.ts';
import { useLineage } from '#session/use-lineage.ts';
import { countOf } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import styles from './principals.module.css';

interface Joined {
  readonly below?: (at: number) => ReactNode;
  readonly onFold?: (at: number, open: boolean) => void;
}

/** Identities shown of one person; those with the most calls first. */
const MOST = 30;

/** Below a person: the identities that were taken for one, and by what. */
export function useJoined(
  group: WhoGroup,
  rows: readonly ListedRow[],
): Joined & { readonly isOpen: (at: number) => boolean } {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { data } = useLineage();
  const byPerson = useMemo(() => (group === 'person' ? identitiesOf(data) : null), [group, data]);
  const isOpen = (at: number): boolean => open.has(rows[at]?.gid ?? -1);
  if (byPerson === null) return { isOpen: () => false };
  return {
    isOpen,
    below: (at) => {
      const person = rows[at]?.name ?? null;
      return isOpen(at) && person !== null ? <Identities joined={byPerson.get(person) ?? []} /> : null;
    },
    onFold: (at, shown) => {
      const next = new Set(open);
      const gid = rows[at]?.gid ?? -1;
      if (shown && rows[at]?.name !== null) next.add(gid);
      else next.delete(gid);
      setOpen(next);
    },
  };
}

interface Identity {
  readonly principal: string;
  readonly kind: string | null;
  readonly account: string | null;
  readonly by: string | null;
  readonly credentials: number;
  readonly calls: number;
}

function identitiesOf(lineage: Lineage | undefined): ReadonlyMap<string, readonly Identity[]> {
  const persons = new Map<string, Map<string, Identity>>();
  for (const credential of lineage?.credentials.values() ?? []) {
    const { person } = credential;
    if (person === null) continue;
    const known = persons.get(person) ?? new Map<string, Identity>();
    persons.set(person, known);
    const key = JSON.stringify([credential.principal, credential.accountId, credential.personBy]);
    known.set(key, withCredential(known.get(key), credential));
  }
  return new Map(
    [...persons].map(([person, known]) => [
      person,
      [...known.values()].toSorted((a, b) => b.calls - a.calls),
    ]),
  );
}

function withCredential(known: Identity | undefined, credential: Credential): Identity {
  return {
    principal: credential.principal ?? credential.arn ?? credential.id,
    kind: credential.principalKind,
    account: credential.accountId,
    by: credential.personBy,
    credentials: (known?.credentials ?? 0) + 1,
    calls: (known?.calls ?? 0) + credential.calls,
  };
}

function Identities({ joined }: { readonly joined: readonly Identity[] }) {
  return (
    <div className={styles['joined']}>
      <p>
        Taken for one person, over all events: {countOf(joined.length, 'identity', 'identities')}, each with
        what it was joined by.
      </p>
      <ul>
        {joined.slice(0, MOST).map((identity) => (
          <li key={`${identity.principal} ${identity.account} ${identity.by}`}>
            <strong>
              <Visible text={identity.principal} />
            </strong>
            <span className={styles['muted']}>
              <Visible text={[identity.kind, identity.account].filter((part) => part !== null).join(' · ')} />
            </span>
            <span>by {identity.by ?? 'name'}</span>
            <span className={styles['muted']}>
              {countOf(identity.credentials, 'credential')}, {countOf(identity.calls, 'call')}
            </span>
          </li>
        ))}
      </ul>
      {joined.length > MOST && <p>and {countOf(joined.length - MOST, 'more', 'more')}</p>}
    </div>
  );
}
