import { expect, it } from 'vitest';
import { runKey, themeOf, TOGETHER } from './story-theme.ts';

it.each([
  ['cloudtrail.amazonaws.com', 'StopLogging', 'destructive', 'protection'],
  ['guardduty.amazonaws.com', 'DeleteDetector', 'destructive', 'protection'],
  // Detectors of others are not what watches.
  ['frauddetector.amazonaws.com', 'DeleteDetector', 'destructive', 'destroy'],
  ['s3.amazonaws.com', 'GetObject', 'read', 'object'],
  ['s3.amazonaws.com', 'DeleteObjects', 'destructive', 'object'],
  ['s3.amazonaws.com', 'ListObjects', 'read', 'look'],
  ['secretsmanager.amazonaws.com', 'GetSecretValue', 'sensitive read', 'secret'],
  ['sts.amazonaws.com', 'AssumeRoleWithSAML', 'sensitive read', 'issue'],
  ['signin.amazonaws.com', 'ConsoleLogin', 'write', 'sign-in'],
  ['iam.amazonaws.com', 'CreateUser', 'write', 'write'],
  [null, null, null, 'write'],
] as const)('%s %s is %s: %s', (eventSource, eventName, verb, theme) => {
  expect(themeOf({ eventSource, eventName, verb })).toBe(theme);
});

it('takes together what nobody reads one by one', () => {
  expect(runKey('look', 'success', 7)).toBe(TOGETHER.looks);
  expect(runKey('write', 'success', 7)).toBe(7);
  expect(runKey('look', 'denied', 7)).toBe(TOGETHER.denied);
  expect(runKey('write', 'denied', 7)).toBe(TOGETHER.denied);
  expect(runKey('protection', 'denied', 7)).toBe(7);
  expect(runKey('sign-in', 'error', 7)).toBe(7);
  expect(runKey('write', 'error', 7)).toBe(TOGETHER.failed);
});
