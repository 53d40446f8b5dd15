import { resourceArns, resourceLabel } from '#cloudtrail/resources.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { localText, utcText } from '#ui/number-text.ts';
import { Visible } from '#ui/visible.tsx';
import { Fact } from './fact.tsx';
import { Identifier } from './identifier.tsx';
import styles from './event-detail.module.css';

/** Who, on what, from where, when: the answers one opens an event for. */
export function Facts({ row }: { readonly row: EventDetailRow }) {
  return (
    <dl className={styles['facts']}>
      <Fact label="Who">
        <strong>{row.principal === null ? 'not in the record' : <Visible text={row.principal} />}</strong>{' '}
        <Muted parts={[row.principalKind, row.userIdentityAccountId]} />
        <Identifier value={row.userIdentityArn} what="ARN" />
        <Session row={row} />
      </Fact>
      {row.accessKeyId !== null && (
        <Fact label="Access key">
          <Identifier value={row.accessKeyId} what="access key id" />
        </Fact>
      )}
      <OnWhat row={row} />
      <Fact label="From where">
        <Identifier value={row.sourceIPAddress} what="source IP address" />
        {row.userAgent !== null && row.userAgent !== row.sourceIPAddress && (
          <span className={styles['agent']}>
            <Visible text={row.userAgent} />
          </span>
        )}
        {row.vpcEndpointId !== null && <Identifier value={row.vpcEndpointId} what="VPC endpoint id" />}
      </Fact>
      <Fact label="When">
        {row.eventTime === null ? 'no time in the record' : `${utcText(row.eventTime)} UTC`}{' '}
        {row.eventTime !== null && <Muted parts={[localText(row.eventTime)]} />}
      </Fact>
      <Fact label="Region">{row.awsRegion === null ? '–' : <Visible text={row.awsRegion} />}</Fact>
      <Fact label="Account">
        {row.recipientAccountId === null && '–'}
        <Identifier value={row.recipientAccountId} what="account id" />
      </Fact>
      <Fact label="eventID">
        <Identifier value={row.eventID} what="eventID" />
        {row.eventID === null && 'not in the record'}
      </Fact>
      {row.requestID !== null && (
        <Fact label="requestID">
          <Identifier value={row.requestID} what="requestID" />
        </Fact>
      )}
      {row.sharedEventID !== null && (
        <Fact label="sharedEventID">
          <Identifier value={row.sharedEventID} what="sharedEventID" />
        </Fact>
      )}
    </dl>
  );
}

function Muted({ parts }: { readonly parts: readonly (string | null)[] }) {
  const text = parts.filter((part) => part !== null).join(' · ');
  return (
    <span className={styles['muted']}>
      <Visible text={text} />
    </span>
  );
}

function Session({ row }: { readonly row: EventDetailRow }) {
  const parts = [
    row.sessionName === null ? null : `session ${row.sessionName}`,
    row.mfaAuthenticated === null ? null : `MFA ${row.mfaAuthenticated}`,
    row.sourceIdentity === null ? null : `source identity ${row.sourceIdentity}`,
    row.invokedBy === null || row.invokedBy === row.principal ? null : `invoked by ${row.invokedBy}`,
  ];
  return (
    <span className={styles['block']}>
      <Muted parts={parts} />
    </span>
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
        <strong className={styles['mono']}>
          <Visible text={label} />
        </strong>
      )}
      {arns.map((arn) => (
        <Identifier key={arn} value={arn} what="ARN" />
      ))}
    </Fact>
  );
}
