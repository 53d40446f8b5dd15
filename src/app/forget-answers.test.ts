import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionPhase } from '#session/session.ts';
import { forgetAnswers } from './forget-answers.ts';

const KEY = ['db', 1, 'who'];
const client = new QueryClient();
const listeners = new Set<() => void>();
let phase: SessionPhase = 'ready';
const session = {
  getState: () => ({ phase }),
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
function turn(to: SessionPhase): void {
  phase = to;
  for (const listener of listeners) listener();
}

beforeEach(() => {
  vi.useFakeTimers();
  phase = 'ready';
  client.setQueryData(KEY, ['alice']);
});
afterEach(() => {
  vi.useRealTimers();
  client.clear();
  listeners.clear();
});

it('forgets all answers when somebody starts over', () => {
  forgetAnswers(session, client);
  turn('empty');
  vi.runAllTimers();
  expect(client.getQueryData(KEY)).toBeUndefined();
});

it.each(['loading', 'failed'] as const)('keeps them when it is %s', (other) => {
  forgetAnswers(session, client);
  turn(other);
  vi.runAllTimers();
  expect(client.getQueryData(KEY)).toEqual(['alice']);
});

it('keeps those of a load that begins at once', () => {
  forgetAnswers(session, client);
  turn('empty');
  turn('opening');
  vi.runAllTimers();
  expect(client.getQueryData(KEY)).toEqual(['alice']);
});

it('does nothing once it is stopped', () => {
  const stop = forgetAnswers(session, client);
  turn('empty');
  stop();
  vi.runAllTimers();
  expect(client.getQueryData(KEY)).toEqual(['alice']);
});
