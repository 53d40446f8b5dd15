/**
 * The command that asks AWS itself for an event: `aws cloudtrail lookup-events` (AWS CLI reference). It takes one
 * attribute, and finds management events of the last 90 days in one Region. Everything in a record is written by others,
 * so each value is either harmless in a shell or left out.
 */
import { shellWord } from './shell-word.ts';

export interface LookupEvent {
  readonly eventID: string | null;
  readonly eventName: string | null;
  readonly eventSource: string | null;
  readonly accessKeyId: string | null;
  readonly awsRegion: string | null;
  /** Milliseconds. */
  readonly eventTime: number | null;
  readonly managementEvent: boolean | null;
  readonly eventCategory: string | null;
}

export type LookupCommand = { readonly command: string } | { readonly reason: string };

export function lookupCommand(event: LookupEvent): LookupCommand {
  if (event.managementEvent === false || !isLookedUp(event.eventCategory))
    return { reason: 'AWS’s event history holds management events only; this is none.' };
  const attribute = attributeOf(event);
  if (attribute === null)
    return { reason: 'The record has no eventID, name or key that could safely stand in a command.' };
  const parts = ['aws cloudtrail lookup-events', `--lookup-attributes ${attribute}`];
  if (event.awsRegion !== null && /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(event.awsRegion))
    parts.push(`--region ${event.awsRegion}`);
  if (event.eventTime !== null && Math.abs(event.eventTime) < LAST_TIME) {
    const second = Math.floor(event.eventTime / 1_000) * 1_000;
    parts.push(`--start-time ${instant(second)}`, `--end-time ${instant(second + 1_000)}`);
  }
  return { command: parts.join(' ') };
}

/** What a refusal of EC2 has in store for those who may read it (AWS CLI reference). */
export function decodeCommand(encoded: string): string | null {
  const word = shellWord(encoded);
  if (word === null) return null;
  return `aws sts decode-authorization-message --query DecodedMessage --output text --encoded-message ${word}`;
}

/** Records before version 1.07 do not say their category. */
function isLookedUp(category: string | null): boolean {
  return category === null || category === 'Management' || category === 'Insight';
}

/** The year 9999: times beyond are written otherwise. */
const LAST_TIME = 253_402_300_000_000;

function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The one attribute that says most. */
function attributeOf({ eventID, accessKeyId, eventName, eventSource }: LookupEvent): string | null {
  if (eventID !== null && EVENT_ID.test(eventID)) return `AttributeKey=EventId,AttributeValue=${eventID}`;
  const attributes = [
    ['AccessKeyId', accessKeyId],
    ['EventName', eventName],
    ['EventSource', eventSource],
  ] as const;
  for (const [key, value] of attributes) {
    const written = value === null ? null : attributeText(key, value);
    if (written !== null) return written;
  }
  return null;
}

/** The short form has a grammar of its own, so only plain words go into it; JSON takes anything. */
function attributeText(key: string, value: string): string | null {
  if (/^\w[\w.-]{0,199}$/.test(value)) return `AttributeKey=${key},AttributeValue=${value}`;
  if (value === '' || value.length > 2_000) return null;
  return shellWord(JSON.stringify([{ AttributeKey: key, AttributeValue: value }]));
}
