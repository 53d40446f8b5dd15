/**
 * Why a file is not loaded, and what to do about it. The notes that reading left say what was found; what is said here is
 * for those who do not know these files.
 */
import type { FileKind } from '#cloudtrail/containers.ts';
import type { FileReport } from '#session/session.ts';
import { countOf } from '#ui/number-text.ts';

const OTHER_SERVICE =
  'It comes from another AWS service and holds no CloudTrail records. Add the CloudTrail logs of the same time to see the calls behind it.';
const NOTHING = 'Nothing to do: a file of this kind holds no events.';
const FETCH_AGAIN = 'If it should be a log, download it again from where it came from.';

const UNPACK = 'Nothing in it could be read. Unpack it on your disk and add the files.';

const BY_KIND: Partial<Record<FileKind, string>> = {
  digest:
    'Nothing to do: a digest holds no events, it proves that log files are unchanged. Add the log files that it names to see their events.',
  'lake-sign-file': 'Nothing to do: it proves that a query result is unchanged. Add the result itself.',
  'public-keys': NOTHING,
  's3-notification': 'It only names log files. Download the files that it names and add those.',
  config: OTHER_SERVICE,
  guardduty: OTHER_SERVICE,
  'security-hub': OTHER_SERVICE,
  'aggregated-events':
    'It sums up calls, and sums are never added to the events. Add the log files of the same trail to see the calls themselves.',
  'insight-series':
    'It holds rates that AWS has worked out, and no events: the Spikes screen counts calls itself. Add the log files of the same time, and the Insights events (lookup-events --event-category insight) to see them on its charts.',
  'control-message': 'Nothing to do: CloudWatch Logs sends such a message to test where logs are sent to.',
  csv: 'If it should hold CloudTrail events, export it again with the names of its columns in the first line, eventTime and eventName among them.',
  parquet: 'Of Parquet, only files with CloudTrail events are read. Export the events as JSON or CSV.',
  html: `It is a web page, perhaps a sign-in or error page that was saved in place of the file. ${FETCH_AGAIN}`,
  xml: `It may be an error that S3 answered in place of the file. ${FETCH_AGAIN}`,
  empty: FETCH_AGAIN,
  blank: FETCH_AGAIN,
  unknown: FETCH_AGAIN,
  binary: FETCH_AGAIN,
  picture: NOTHING,
  pdf: NOTHING,
  'macos-settings': NOTHING,
  zip: UNPACK,
  'other-archive': 'Unpack it on your disk and add what comes out.',
  tar: UNPACK,
  zstd: 'Unpack it and add what is in it.',
};

const NO_RECORDS_FOUND =
  'If it should hold CloudTrail events, look at what is in it, and export them again; otherwise there is nothing to do.';

/** Sentences, or null where all is well or not over yet. */
export function whatToDo(file: FileReport): string | null {
  switch (file.status) {
    case 'waiting':
    case 'reading':
    case 'unpacked':
      return null;
    case 'cancelled':
      return `Reading was cancelled before the end of this file${loadedSoFar(file)}. Add it again to load the rest: what is there already is recognised.`;
    case 'failed':
      if (file.archive !== null)
        return `It could not be read out of its archive to its end${loadedSoFar(file)}. Unpack the archive on your disk and add the file.`;
      return `It could not be read to its end${loadedSoFar(file)}. Add it again; if that fails too, fetch a new copy of it.`;
    case 'set-aside':
      return BY_KIND[file.kind] ?? NO_RECORDS_FOUND;
    default:
      return ofLoaded(file);
  }
}

function loadedSoFar({ loaded }: FileReport): string {
  return loaded === 0 ? '' : `, ${countOf(loaded, 'record')} of it ${loaded === 1 ? 'is' : 'are'} loaded`;
}

function ofLoaded({ found, loaded, duplicates, rejectedCount }: FileReport): string | null {
  if (loaded > 0) return null;
  if (found === 0) return 'It holds no records, and that is fine: nothing is missing.';
  if (rejectedCount === 0)
    return 'Every record of it is in another file of the set already: nothing to do, and nothing is missing.';
  const others = duplicates === 0 ? '' : `, ${countOf(duplicates, 'other')} in another file already`;
  return `${countOf(rejectedCount, 'record')} could not be read${others}. Open the line to see where and why, and fetch a new copy of the file if you can.`;
}
