import { resourceArns, resourceLabel } from '#cloudtrail/resources.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { Visible } from '#ui/visible.tsx';
import { Fact } from './fact.tsx';
import { FieldHandle } from './field-handle.tsx';
import { FirstTime } from './first-time.tsx';
import { Identifier } from './identifier.tsx';
import { SessionFacts } from './session-facts.tsx';
import { WhenFact } from './when-fact.tsx';
import styles from './event-detail.module.css';

/** Who, on what, from where, when: the answers one opens an event for. */
export function Facts({ row }: { readonly row: EventDetailRow }) {
  return (
    <dl className={styles['facts']}>
      <Who row={row} />
      {row.accessKeyId !== null && (
        <Fact label="Access key">
          <Identifier field="accessKeyId" value={row.accessKeyId} row={row} what="access key id" />
        </Fact>
      )}
      <SessionFacts row={row} />
      <OnWhat row={row} />
      <FromWhere row={row} />
      <FirstTime row={row} />
      <WhenFact row={row} />
      <Fact label="Region">
        {row.awsRegion === null ? '–' : <FieldHandle field="awsRegion" value={row.awsRegion} row={row} />}
      </Fact>
      <Fact label="Account">
        {row.recipientAccountId === null && '–'}
        <Identifier field="recipientAccountId" value={row.recipientAccountId} row={row} what="account id" />
      </Fact>
      <Fact label="eventID">
        <Identifier field="eventID" value={row.eventID} row={row} what="eventID" />
        {row.eventID === null && 'not in the record'}
      </Fact>
      {row.requestID !== null && (
        <Fact label="requestID">
          <Identifier field="requestID" value={row.requestID} row={row} what="requestID" />
        </Fact>
      )}
      {row.sharedEventID !== null && (
        <Fact label="sharedEventID">
          <Identifier field="sharedEventID" value={row.sharedEventID} row={row} what="sharedEventID" />
        </Fact>
      )}
    </dl>
  );
}

function Who({ row }: { readonly row: EventDetailRow }) {
  const kind = [row.principalKind, row.userIdentityAccountId].filter((part) => part !== null);
  return (
    <Fact label="Who">
      {row.principal === null ? (
        <strong>not in the record</strong>
      ) : (
        <FieldHandle field="principal" value={row.principal} row={row}>
          <strong>
            <Visible text={row.principal} />
          </strong>
        </FieldHandle>
      )}{' '}
      <span className={styles['muted']}>
        <Visible text={kind.join(' · ')} />
      </span>
      <Identifier field="userIdentityArn" value={row.userIdentityArn} row={row} what="ARN" />
      <SessionLine row={row} />
    </Fact>
  );
}

/** What else is known of the session: each part leads to others like it. */
function SessionLine({ row }: { readonly row: EventDetailRow }) {
  const invokedBy = row.invokedBy === row.principal ? null : row.invokedBy;
  const parts: readonly (readonly [string, FieldKey, string | null])[] = [
    ['session', 'sessionName', row.sessionName],
    ['MFA', 'mfaAuthenticated', row.mfaAuthenticated],
    ['source identity', 'sourceIdentity', row.sourceIdentity],
    ['invoked by', 'invokedBy', invokedBy],
  ];
  const known = parts.flatMap(([words, field, value]) => (value === null ? [] : [{ words, field, value }]));
  if (known.length === 0) return null;
  return (
    <span className={styles['block']}>
      {known.map(({ words, field, value }, index) => (
        <span key={words}>
          {index > 0 && ' · '}
          {words} <FieldHandle field={field} value={value} row={row} />
        </span>
      ))}
    </span>
  );
}

function FromWhere({ row }: { readonly row: EventDetailRow }) {
  const agent = row.userAgent === row.sourceIPAddress ? null : row.userAgent;
  return (
    <Fact label="From where">
      <Identifier field="sourceIPAddress" value={row.sourceIPAddress} row={row} what="source IP address" />
      {agent !== null && (
        <span className={styles['agent']}>
          <FieldHandle field="userAgent" value={agent} row={row} />
        </span>
      )}
      <Identifier field="vpcEndpointId" value={row.vpcEndpointId} row={row} what="VPC endpoint id" />
      {row.sourceIPAddress === null && agent === null && '–'}
    </Fact>
  );
}

function OnWhat({ row }: { readonly row: EventDetailRow }) {
  const { eventSource, eventName, fullResources, fullRequestParameters, fullResponseElements } = row;
  const label = resourceLabel({
    eventSource,
    eventName,
    resources: fullResources,
    requestParameters: fullRequestParameters,
    responseElements: fullResponseElements,
  });
  const arns = resourceArns(fullResources).slice(0, 20);
  if (label === null && arns.length === 0) return null;
  const isInArn = label !== null && arns.some((arn) => arn.endsWith(label));
  return (
    <Fact label="On what">
      {label !== null && !isInArn && (
        <span className={styles['mono']}>
          <Named label={label} row={row} />
        </span>
      )}
      {arns.map((arn) => (
        <Identifier key={arn} field="resource" value={arn} row={row} what="ARN" />
      ))}
    </Fact>
  );
}

/** A name put together from several parts (`bucket/key`) stands nowhere as such, so one cannot filter for it. */
function Named({ label, row }: { readonly label: string; readonly row: EventDetailRow }) {
  const texts = [row.fullResources, row.fullRequestParameters, row.fullResponseElements];
  const name = (
    <strong>
      <Visible text={label} />
    </strong>
  );
  if (!texts.some((text) => text?.includes(label) === true)) return name;
  return (
    <FieldHandle field="resource" value={label} row={row}>
      {name}
    </FieldHandle>
  );
}
