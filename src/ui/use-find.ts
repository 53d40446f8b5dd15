import { useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { findIn } from './json-find.ts';
import type { Finding } from './json-find.ts';
import type { JsonNode } from '#lib/json-tree.ts';

export interface Find {
  readonly words: string;
  readonly finding: Finding;
  /** Number of the hit the reader is at; -1 where there is none. */
  readonly current: number;
  readonly search: (words: string) => void;
  /** To the next or the one before, round the end. */
  readonly step: (by: number) => void;
}

/** Finds words in what is shown inside of an element, and brings the present hit into view there. */
export function useFind(
  sources: readonly (JsonNode | string)[],
  inside: RefObject<HTMLElement | null>,
): Find {
  const [words, setWords] = useState('');
  const [place, setPlace] = useState(0);
  /** Counts what the reader did: only then is anything scrolled. */
  const [turn, setTurn] = useState(0);
  const scrolled = useRef(0);
  const finding = useMemo(() => findIn(sources, words), [sources, words]);
  const current = finding.total === 0 ? -1 : Math.min(place, finding.total - 1);
  useEffect(() => {
    if (turn === scrolled.current) return;
    scrolled.current = turn;
    inside.current?.querySelector('[data-current-hit]')?.scrollIntoView({ block: 'nearest' });
  }, [turn, inside]);
  const search = (next: string): void => {
    setWords(next);
    setPlace(0);
    setTurn(turn + 1);
  };
  const step = (by: number): void => {
    if (finding.total === 0) return;
    setPlace((current + by + finding.total) % finding.total);
    setTurn(turn + 1);
  };
  return { words, finding, current, search, step };
}
