import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { isFieldKey } from '#cloudtrail/fields.ts';
import type { FieldKey } from '#cloudtrail/fields.ts';
import { readPreference, writePreference } from '#ui/preferences.ts';

export const NARROWEST = 168;
export const WIDEST = 480;

export interface PanelPlace {
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  /** Null until the reader has chosen one. */
  readonly width: number | null;
  readonly setWidth: (width: number) => void;
  readonly folded: readonly FieldKey[];
  readonly fold: (field: FieldKey) => void;
}

/** How the reader has the panel in this browser. On a phone it lies over the events, so there it is closed at first. */
export function usePanelPlace(): PanelPlace {
  const isNarrow = useMediaQuery('(max-width: 720px)', undefined, { getInitialValueInEffect: false });
  const [isOpen, setOpen] = useState(() => readPreference('facetPanel') !== 'closed');
  const [isOver, setOver] = useState(false);
  const [width, setWidth] = useState(storedWidth);
  const [folded, setFolded] = useState(storedFolds);
  return {
    isOpen: isNarrow ? isOver : isOpen,
    setOpen: (open) => {
      if (isNarrow) return setOver(open);
      setOpen(open);
      writePreference('facetPanel', open ? null : 'closed');
    },
    width,
    setWidth: (next) => {
      setWidth(next);
      writePreference('facetWidth', String(next));
    },
    folded,
    fold: (field) => {
      const next = folded.includes(field) ? folded.filter((other) => other !== field) : [...folded, field];
      setFolded(next);
      writePreference('foldedFacets', next.length === 0 ? null : next.join(' '));
    },
  };
}

function storedWidth(): number | null {
  const stored = Number(readPreference('facetWidth'));
  return stored >= NARROWEST && stored <= WIDEST ? stored : null;
}

function storedFolds(): readonly FieldKey[] {
  return (readPreference('foldedFacets') ?? '').split(' ').filter(isFieldKey);
}
