/**
 * Which kind of file is this? Told from its bytes and shape, never from its name alone.
 */

/** `cloudtrail-log` is loaded; every other kind is set aside by name in the load report. */
export type FileKind = 'unknown' | 'empty' | 'cloudtrail-log';
