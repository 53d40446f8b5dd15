import { useQuery } from '@tanstack/react-query';
import { useSession } from '#session/use-session.ts';

export interface Place {
  readonly fileId: number;
  readonly recordOffset: number;
  readonly recordLength: number;
}

/** A record's bytes, out of the file it was delivered in. */
export function useEvidence({ fileId, recordOffset, recordLength }: Place) {
  const session = useSession();
  return useQuery({
    queryKey: ['evidence', fileId, recordOffset, recordLength],
    queryFn: ({ signal }) => session.evidence({ fileId, offset: recordOffset, length: recordLength }, signal),
    gcTime: 30_000,
  });
}
