import { DENY_MEANING, POLICY_PLACES, readRefusal, refusalSentence } from '#cloudtrail/access-denied.ts';
import type { Refusal } from '#cloudtrail/access-denied.ts';
import { explainError } from '#cloudtrail/error-words.ts';
import { decodeCommand } from '#cloudtrail/lookup-command.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Visible } from '#ui/visible.tsx';
import { Fact } from './fact.tsx';
import { FieldHandle } from './field-handle.tsx';
import styles from './event-detail.module.css';

/** Why a call was refused or failed: in plain words, taken apart, and as the record says it. */
export function OutcomeBox({ row }: { readonly row: EventDetailRow }) {
  if (row.outcome === 'success' && row.errorCode === null) return null;
  const message = row.fullErrorMessage;
  const refusal = message === null || row.outcome !== 'denied' ? null : readRefusal(message);
  const words = refusal === null ? explainError({ ...row, errorMessage: message }) : refusalSentence(refusal);
  return (
    <section className={styles['outcome']} data-outcome={row.outcome} aria-label="Why">
      <h3>{titleOf(row.outcome)}</h3>
      {words !== null && (
        <p>
          <Visible text={words} />
        </p>
      )}
      {refusal !== null && <RefusalParts refusal={refusal} row={row} />}
      {refusal !== null && message !== null ? (
        <details className={styles['written']}>
          <summary>The message as written</summary>
          <Written row={row} />
        </details>
      ) : (
        <Written row={row} />
      )}
    </section>
  );
}

function titleOf(outcome: string): string {
  if (outcome === 'denied') return 'It was denied';
  return outcome === 'error' ? 'It failed' : 'It went through, with a code';
}

function Written({ row }: { readonly row: EventDetailRow }) {
  const { errorCode, fullErrorMessage } = row;
  return (
    <p className={styles['message']}>
      {errorCode !== null && (
        <code className={styles['mono']}>
          <FieldHandle field="errorCode" value={errorCode} row={row} />
        </code>
      )}
      {errorCode !== null && fullErrorMessage !== null && ': '}
      {fullErrorMessage !== null && <Visible text={fullErrorMessage} />}
      {errorCode === null && fullErrorMessage === null && 'The record does not say why.'}
    </p>
  );
}

interface RefusalProps {
  readonly refusal: Refusal;
  readonly row: EventDetailRow;
}

/** Most parts stand in the message only, so that is where they are looked for. */
function RefusalParts({ refusal, row }: RefusalProps) {
  const { principal, action, resource, policy, policyArn, deny, encoded } = refusal;
  const principalField: FieldKey = principal === row.userIdentityArn ? 'userIdentityArn' : 'errorMessage';
  return (
    <dl className={styles['refusal']}>
      <Part label="Principal" field={principalField} value={principal} row={row} />
      <Part label="Action" field="errorMessage" value={action} row={row} />
      <Part label="Resource" field="errorMessage" value={resource} row={row} />
      {policy !== null && (
        <Fact label="Policy">
          <FieldHandle field="errorMessage" value={policy} row={row} />
          <span className={styles['note']}>{POLICY_PLACES[policy]}</span>
        </Fact>
      )}
      <Part label="Policy ARN" field="errorMessage" value={policyArn} row={row} />
      {deny !== null && (
        <Fact label="Kind of deny">
          {deny}
          <span className={styles['note']}>{DENY_MEANING[deny]}</span>
        </Fact>
      )}
      {row.errorCode !== null && (
        <Fact label="Error code">
          <span className={styles['mono']}>
            <FieldHandle field="errorCode" value={row.errorCode} row={row} />
          </span>
        </Fact>
      )}
      {encoded !== null && <Encoded encoded={encoded} />}
    </dl>
  );
}

interface PartProps {
  readonly label: string;
  readonly field: FieldKey;
  readonly value: string | null;
  readonly row: EventDetailRow;
}

function Part({ label, field, value, row }: PartProps) {
  if (value === null) return null;
  return (
    <Fact label={label}>
      <span className={styles['mono']}>
        <FieldHandle field={field} value={value} row={row} />
      </span>
    </Fact>
  );
}

/** EC2 and others encode the details for those who may read them. */
function Encoded({ encoded }: { readonly encoded: string }) {
  const command = decodeCommand(encoded);
  return (
    <Fact label="Encoded">
      Details are encoded in the message. Whoever may call <code>sts:DecodeAuthorizationMessage</code> in this
      account can read them.{' '}
      {command !== null && (
        <span className={styles['inlineCopy']}>
          Command <CopyButton text={command} what="the command that decodes it" />
        </span>
      )}
    </Fact>
  );
}
