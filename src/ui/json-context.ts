import { createContext } from 'react';
import type { HandleAction } from './handle-menu.tsx';
import { NOTHING_FOUND } from './json-find.ts';
import type { Finding } from './json-find.ts';
import type { JsonNode } from '#lib/json-tree.ts';

/** A leaf: the names that lead to it (places in lists are none), and what it holds; null = JSON's null. */
export interface JsonPlace {
  readonly path: readonly string[];
  readonly text: string | null;
  readonly secret: boolean;
}

/** “Open all” or “fold all”, as an order that holds until a branch is changed by hand. */
export interface FoldOrder {
  readonly turn: number;
  readonly open: boolean | null;
}

export const AS_IT_COMES: FoldOrder = { turn: 0, open: null };

export interface JsonSettings {
  readonly finding: Finding;
  /** Number of the hit the reader is at. */
  readonly current: number;
  readonly fold: FoldOrder;
  readonly secrets: ReadonlySet<JsonNode>;
  readonly secretsShown: boolean;
  readonly onShowSecrets: (() => void) | undefined;
  /** What a leaf can be used for; undefined = leaves are plain text. */
  readonly actions: ((place: JsonPlace) => readonly HandleAction[]) | undefined;
}

/** What all branches of one tree have in common. */
export const JsonContext = createContext<JsonSettings>({
  finding: NOTHING_FOUND,
  current: -1,
  fold: AS_IT_COMES,
  secrets: new Set(),
  secretsShown: false,
  onShowSecrets: undefined,
  actions: undefined,
});
