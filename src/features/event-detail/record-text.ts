/** A record's bytes as text. */

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
