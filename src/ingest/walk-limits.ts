/** How far records are looked for in JSON of unknown shape, so that no made-up file takes for ever. */

/** An object longer than this that does not begin like a record is entered before its end is there. */
export const ENTER_BYTES = 1024 * 1024;
/** The first cell of a result's row is not longer. */
export const CELL_BYTES = 64 * 1024;
/** Texts in texts in texts: SQS holding SNS holding a log makes two. */
export const MAX_TEXTS = 6;
/** Brackets inside brackets that are looked into. */
export const MAX_DEPTH = 200;
/** Every byte is looked at about once for each bracket around it; more than this for all bytes is too much. */
const WORK_PER_BYTE = 60;
/** Bytes that may be read again in one file while looking for records behind damage. */
const SEARCH_BYTES = 256 * 1024 * 1024;

/** Work done for one file, whatever the number of texts in it. */
export class WalkBudget {
  private work = 0;
  private allowed = WORK_PER_BYTE * ENTER_BYTES;
  private searched = 0;

  /** So many more bytes are there to be walked through. */
  grant(bytes: number): void {
    this.allowed += WORK_PER_BYTE * bytes;
  }

  spend(bytes: number): void {
    this.work += bytes;
  }

  get isSpent(): boolean {
    return this.work > this.allowed;
  }

  /** So many bytes were read for nothing while looking for a record. False: no more of that. */
  search(bytes: number): boolean {
    this.searched += bytes;
    return this.searched <= SEARCH_BYTES;
  }
}
