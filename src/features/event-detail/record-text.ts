/** A record's bytes as text, and which of its values are not shown without being asked for. */

export interface RecordText {
  readonly text: string;
  /** False when the bytes are not valid UTF-8: then the text shows replacements and is no exact copy. */
  readonly exact: boolean;
}

export function recordText(bytes: Uint8Array): RecordText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), exact: true };
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), exact: false };
  }
}

const SECRET_KEYS: ReadonlySet<string> = new Set(['sessiontoken', 'secretaccesskey', 'x-amz-security-token']);

/** Credentials that CloudTrail writes out: temporary session tokens above all (STS responses). */
export function isSecretKey(key: string): boolean {
  return SECRET_KEYS.has(key.toLowerCase());
}
