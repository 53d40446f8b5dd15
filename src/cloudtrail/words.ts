/** Short words for CloudTrail's long ones, for table cells. Not for searching: there the record's own words count. */

/** `s3.amazonaws.com` → `s3`, also in the China partition; what does not end so stays whole. */
export function eventSourceLabel(eventSource: string): string {
  return eventSource.replace(/(?<=.)\.amazonaws\.com(?:\.cn)?$/, '');
}
