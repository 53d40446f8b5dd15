/** The files of the sample, before compression. */
export function generateSample(): { path: string; records: number; json: string }[];
