/** Small tables of events, as a person writes them, to records and back. */
import type { LoadedRow } from './rows.ts';

/**
 * One event a line: `time principal eventName sourceIP error`, error `-` when there is none. The principal is an IAM user.
 */
export function recordTexts(table: string): string[] {
  return linesOf(table).map((line, k) => {
    const [time = '', principal = '', eventName = '', sourceIPAddress = '', errorCode = '-'] =
      line.split(/\s+/);
    return JSON.stringify({
      eventVersion: '1.08',
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::111122223333:user/${principal}`,
        userName: principal,
      },
      eventTime: `2025-10-01T${time}Z`,
      eventSource: 's3.amazonaws.com',
      eventName,
      awsRegion: 'eu-west-1',
      sourceIPAddress,
      ...(errorCode === '-' ? {} : { errorCode }),
      eventID: `aaaaaaaa-bbbb-4ccc-8ddd-${String(k).padStart(12, '0')}`,
    });
  });
}

/** The same lines, from rows. */
export function tableOf(rows: readonly LoadedRow[]): string {
  return rows
    .map((row) => {
      const time = row.eventTime === null ? '?' : new Date(row.eventTime).toISOString().slice(11, 19);
      const identity = String(row.userIdentity);
      const principal = /"userName":\s*"([^"]*)"/.exec(identity)?.[1] ?? '?';
      return [time, principal, row.eventName, row.sourceIPAddress, row.errorCode ?? '-'].join(' ');
    })
    .join('\n');
}

export function linesOf(table: string): string[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export const logText = (records: readonly string[]): string => `{"Records":[${records.join(',')}]}`;
