import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { useSession } from '#session/use-session.ts';
import { maskedText } from './record-parts.ts';
import type { MaskedText } from './record-parts.ts';
import { recordText } from './record-text.ts';

export interface Place {
  readonly fileId: number;
  readonly recordOffset: number;
  readonly recordLength: number;
}

export interface RecordContent {
  readonly bytes: Uint8Array;
  readonly content: MaskedText;
  /** False when the bytes are not valid UTF-8, so that the text is no exact copy. */
  readonly exact: boolean;
}

export type WholeRecord = Pick<UseQueryResult<RecordContent>, 'data' | 'error' | 'isPending'>;

/** A record out of the file it was delivered in. */
export function useWholeRecord({ fileId, recordOffset, recordLength }: Place): WholeRecord {
  const session = useSession();
  return useQuery({
    queryKey: ['whole-record', fileId, recordOffset, recordLength],
    queryFn: async ({ signal }): Promise<RecordContent> => {
      const bytes = await session.evidence({ fileId, offset: recordOffset, length: recordLength }, signal);
      const { text, exact } = recordText(bytes);
      return { bytes, exact, content: maskedText(text) };
    },
    gcTime: 30_000,
  });
}
