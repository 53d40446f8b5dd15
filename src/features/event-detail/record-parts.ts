/** The nested parts of a record as trees: as delivered and with secrets masked. */
import { maskSecrets } from '#cloudtrail/secrets.ts';
import type { EventDetailRow } from '#query/event-detail.ts';
import { NO_SECRETS, secretLeaves } from '#ui/json-secrets.ts';
import type { SecretLeaves } from '#ui/json-secrets.ts';
import { parseTree } from '#lib/json-tree.ts';
import type { JsonNode } from '#lib/json-tree.ts';

/** One text of JSON in both forms. */
export interface MaskedText {
  readonly text: string;
  readonly masked: string;
  /** Null where the text is no JSON, or is cut off: then it is shown as it is. */
  readonly tree: JsonNode | null;
  readonly maskedTree: JsonNode | null;
  readonly secrets: SecretLeaves;
  readonly hasSecrets: boolean;
}

export function maskedText(text: string): MaskedText {
  const masked = maskSecrets(text);
  const tree = parseTree(text);
  const maskedTree = masked === text ? tree : parseTree(masked);
  const secrets =
    tree === null || maskedTree === null || tree === maskedTree ? NO_SECRETS : secretLeaves(tree, maskedTree);
  return { text, masked, tree, maskedTree, secrets, hasSecrets: masked !== text };
}

export interface RecordPart {
  /** Where it stands in the record. */
  readonly name: string;
  readonly title: string;
  /** Null where the record has none. */
  readonly content: MaskedText | null;
}

const PARTS = [
  ['requestParameters', 'Request', 'fullRequestParameters'],
  ['responseElements', 'Response', 'fullResponseElements'],
  ['additionalEventData', 'Additional event data', 'fullAdditionalEventData'],
  ['serviceEventDetails', 'Service event details', 'fullServiceEventDetails'],
] as const;

/** Request and response always, the others where the record has them. */
export function recordParts(row: EventDetailRow): readonly RecordPart[] {
  return PARTS.flatMap(([name, title, column]) => {
    const text = row[column];
    const content = text === null || text === 'null' ? null : maskedText(text);
    const isUsual = name === 'requestParameters' || name === 'responseElements';
    return content === null && !isUsual ? [] : [{ name, title, content }];
  });
}

/** What of it is on the screen, or goes into a copy. */
export function shownText(content: MaskedText, secretsShown: boolean): string {
  return secretsShown ? content.text : content.masked;
}

export function shownTree(content: MaskedText, secretsShown: boolean): JsonNode | null {
  return secretsShown ? content.tree : content.maskedTree;
}
