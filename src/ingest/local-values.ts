/**
 * The values that repeat, as one worker numbers them: raw dictionary values are combined to the few small tables, and
 * each new one is described once. Local id 0 is always "absent".
 */
import { describeIdentity, type IdentityHints, needsEvent } from '#cloudtrail/principal.ts';
import { PARTIAL_WORDS } from '#cloudtrail/event-table.ts';
import { userAgentFamily } from '#cloudtrail/user-agent.ts';
import { verbOf } from '#cloudtrail/verbs.ts';
import { parseJson } from '#lib/json.ts';
import { type Dictionary, TupleTable } from './dictionary.ts';
import { DICTIONARY_NAMES, type CellValue, type DictionaryName, type NewValues } from './protocol.ts';
import { type DictionaryField, dictionaryIndex } from './record-fields.ts';

const ACTION_PARTS = ['eventSource', 'eventName', 'eventType', 'eventCategory'] as const;
const CONTEXT_PARTS = [
  'eventVersion',
  'apiVersion',
  'vpcEndpointId',
  'vpcEndpointAccountId',
  'tlsDetails',
  'sessionCredentialFromConsole',
] as const;

/** By `FORM`: what is missing in a record that is not whole. */
const FORM_WORDS: readonly (string | null)[] = [null, PARTIAL_WORDS.tableRow, PARTIAL_WORDS.ocsf];

/** The small tables that are one field each. */
const PLAIN: readonly (readonly [DictionaryName, DictionaryField])[] = [
  ['source_address', 'sourceIPAddress'],
  ['user_agent', 'userAgent'],
  ['region', 'awsRegion'],
  ['account', 'recipientAccountId'],
  ['error', 'errorCode'],
];

const FLAG: readonly (boolean | null)[] = [null, false, true, null];

/** A dictionary value as people and SQL see it: strings without quotes, anything else as JSON text. */
export function valueText(raw: string): string {
  const value = parseJson(raw);
  return typeof value === 'string' ? value : raw;
}

export class LocalValues {
  readonly actions = new TupleTable(ACTION_PARTS.length + 1);
  readonly contexts = new TupleTable(CONTEXT_PARTS.length + 1);
  /** (raw identity, eventType, eventSource, name from the event); the last three only where the identity alone does not tell. */
  readonly identities = new TupleTable(4);

  private readonly dictionaries: readonly Dictionary[];
  private readonly sent = new Map<DictionaryName, number>(DICTIONARY_NAMES.map((name) => [name, 1]));
  private readonly userNames: string[] = [''];
  private readonly userNameIds = new Map<string, number>();
  /** By raw identity id: 0 not asked yet, 1 the identity tells all, 2 the event is needed. */
  private identityNeeds = new Uint8Array(1024);

  constructor(dictionaries: readonly Dictionary[]) {
    this.dictionaries = dictionaries;
  }

  private dictionary(field: DictionaryField): Dictionary | undefined {
    return this.dictionaries[dictionaryIndex(field)];
  }

  /** The text of a raw dictionary value; null for id 0. */
  text(field: DictionaryField, id: number): string | null {
    return id === 0 ? null : valueText(this.dictionary(field)?.text(id) ?? '');
  }

  private raw(field: DictionaryField, id: number): string | null {
    return id === 0 ? null : (this.dictionary(field)?.text(id) ?? null);
  }

  /** Whether `additionalEventData.UserName` and the event's type can say more than this identity. */
  identityNeedsEvent(rawId: number): boolean {
    if (rawId >= this.identityNeeds.length) {
      const larger = new Uint8Array(Math.max(this.identityNeeds.length * 2, rawId + 1));
      larger.set(this.identityNeeds);
      this.identityNeeds = larger;
    }
    let need = this.identityNeeds[rawId] ?? 0;
    if (need === 0) {
      need = needsEvent(describeIdentity(parseJson(this.raw('userIdentity', rawId) ?? 'null'))) ? 2 : 1;
      this.identityNeeds[rawId] = need;
    }
    return need === 2;
  }

  userNameId(name: string): number {
    const known = this.userNameIds.get(name);
    if (known !== undefined) return known;
    this.userNames.push(name);
    this.userNameIds.set(name, this.userNames.length - 1);
    return this.userNames.length - 1;
  }

  /** What is new since the last call, described; ids are counted on. */
  takeNew(): NewValues[] {
    return DICTIONARY_NAMES.map((name) => this.newOf(name)).filter((values) => values.keys.length > 0);
  }

  private newOf(dictionary: DictionaryName): NewValues {
    const firstLocalId = this.sent.get(dictionary) ?? 1;
    const size = this.sizeOf(dictionary);
    this.sent.set(dictionary, size);
    const keys: string[] = [];
    const rows: (readonly CellValue[])[] = [];
    for (let id = firstLocalId; id < size; id++) {
      const row = this.describe(dictionary, id);
      rows.push(row);
      keys.push(row.length === 1 ? String(row[0]) : JSON.stringify(row));
    }
    return { dictionary, firstLocalId, keys, rows };
  }

  private sizeOf(dictionary: DictionaryName): number {
    if (dictionary === 'action') return this.actions.size;
    if (dictionary === 'identity') return this.identities.size;
    if (dictionary === 'call_context') return this.contexts.size;
    const field = PLAIN.find(([name]) => name === dictionary)?.[1];
    return field === undefined ? 1 : (this.dictionary(field)?.size ?? 1);
  }

  private describe(dictionary: DictionaryName, id: number): readonly CellValue[] {
    if (dictionary === 'action') return this.describeAction(id);
    if (dictionary === 'identity') return this.describeIdentity(id);
    if (dictionary === 'call_context') return this.describeContext(id);
    if (dictionary === 'user_agent') return this.describeUserAgent(id);
    const field = PLAIN.find(([name]) => name === dictionary)?.[1];
    return [field === undefined ? null : this.text(field, id)];
  }

  private describeUserAgent(id: number): readonly CellValue[] {
    const agent = this.text('userAgent', id);
    return [agent, userAgentFamily(agent)];
  }

  private describeAction(id: number): readonly CellValue[] {
    const [eventSource, eventName, eventType, eventCategory] = ACTION_PARTS.map((field, k) =>
      this.text(field, this.actions.part(id, k)),
    );
    const flags = this.actions.part(id, ACTION_PARTS.length);
    const readOnly = FLAG[flags & 3] ?? null;
    const managementEvent = FLAG[(flags >> 2) & 3] ?? null;
    const verb = verbOf({ eventSource, eventName, readOnly });
    return [
      eventSource ?? null,
      eventName ?? null,
      eventType ?? null,
      eventCategory ?? null,
      readOnly,
      managementEvent,
      verb,
    ];
  }

  private describeContext(id: number): readonly CellValue[] {
    const form = FORM_WORDS[this.contexts.part(id, CONTEXT_PARTS.length)] ?? null;
    return [...CONTEXT_PARTS.map((field, k) => this.text(field, this.contexts.part(id, k))), form];
  }

  private describeIdentity(id: number): readonly CellValue[] {
    const json = this.raw('userIdentity', this.identities.part(id, 0));
    const hints: IdentityHints = {
      eventType: this.text('eventType', this.identities.part(id, 1)),
      eventSource: this.text('eventSource', this.identities.part(id, 2)),
      additionalUserName: this.userNames[this.identities.part(id, 3)] || null,
    };
    const who = describeIdentity(parseJson(json ?? 'null'), hints);
    return [
      who.principal,
      who.principalKind,
      who.type,
      who.principalId,
      who.arn,
      who.accountId,
      who.accessKeyId,
      who.userName,
      who.roleName,
      who.roleArn,
      who.sessionName,
      who.sessionCreated,
      who.mfaAuthenticated,
      who.sourceIdentity,
      who.invokedBy,
      who.identityProvider,
      who.onBehalfOf,
      who.credentialId,
      json,
    ];
  }
}

/** Combines the raw ids of one row; 0 when every part is absent. */
export class RowCombiner {
  private readonly action: Int32Array;
  private readonly context: Int32Array;
  private readonly identity = new Int32Array(4);
  private readonly actionColumns: readonly Int32Array[];
  private readonly contextColumns: readonly Int32Array[];
  private readonly values: LocalValues;

  constructor(values: LocalValues, ids: readonly Int32Array[]) {
    const column = (field: DictionaryField): Int32Array => ids[dictionaryIndex(field)] ?? new Int32Array(0);
    this.values = values;
    this.actionColumns = ACTION_PARTS.map(column);
    this.contextColumns = CONTEXT_PARTS.map(column);
    this.action = new Int32Array(ACTION_PARTS.length + 1);
    this.context = new Int32Array(CONTEXT_PARTS.length + 1);
  }

  actionId(row: number, flags: number): number {
    const any = fill(this.action, this.actionColumns, row) | flags;
    this.action[ACTION_PARTS.length] = flags;
    return any === 0 ? 0 : this.values.actions.idOf(this.action);
  }

  /** `form`: as `FORM` says. */
  contextId(row: number, form: number): number {
    const any = fill(this.context, this.contextColumns, row) | form;
    this.context[CONTEXT_PARTS.length] = form;
    return any === 0 ? 0 : this.values.contexts.idOf(this.context);
  }

  identityId(rawId: number, eventType: number, eventSource: number, userName: number): number {
    const tuple = this.identity;
    tuple[0] = rawId;
    tuple[1] = eventType;
    tuple[2] = eventSource;
    tuple[3] = userName;
    return (rawId | eventType | eventSource | userName) === 0 ? 0 : this.values.identities.idOf(tuple);
  }
}

function fill(tuple: Int32Array, columns: readonly Int32Array[], row: number): number {
  let any = 0;
  for (let k = 0; k < columns.length; k++) {
    const id = columns[k]?.[row] ?? 0;
    tuple[k] = id;
    any |= id;
  }
  return any;
}
