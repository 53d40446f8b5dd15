import { expect, it } from 'vitest';
import { culprits } from './culprits.ts';

const term = (clause: number, alone: number, without: number) => ({ clause, alone, without });

it('names the terms without which events match, most first', () => {
  const found = culprits([term(-1, 9, 0), term(0, 0, 3), term(1, 2, 7)]);
  expect([found.kind, found.terms.map(({ clause }) => clause)]).toEqual(['alone', [1, 0]]);
});

it('names all, rarest first, when no single one is to blame', () => {
  const found = culprits([term(-1, 9, 0), term(0, 0, 0), term(1, 2, 0)]);
  expect([found.kind, found.terms.map(({ clause }) => clause)]).toEqual(['together', [0, 1, -1]]);
});
