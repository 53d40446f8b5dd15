/** Where the opening of archives stops: an archive is made by somebody, and a small one can say that it holds anything. */

/** Entries of one archive. */
export const MAX_ENTRIES = 100_000;
/** An archive in a file is the first; those in it are the second. */
export const MAX_NESTING = 4;
/** What an archive is unpacked to when it is packed as a whole (`.tar.gz`). */
export const MAX_UNPACKED_ARCHIVE = 16 * 1024 ** 3;
/** What all entries of an archive say that they unpack to: beyond both of these it is taken for a bomb. */
export const MAX_ENTRY_RATIO = 250;
export const RATIO_CHECK_FROM_BYTES = 1024 ** 3;
/** Deflate cannot do better (RFC 1951: 258 bytes for two bits). */
export const DEFLATE_BEST = 1032;
