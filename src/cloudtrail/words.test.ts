import { expect, it } from 'vitest';
import { eventSourceLabel } from './words.ts';

it.each([
  ['s3.amazonaws.com', 's3'],
  ['ec2.amazonaws.com.cn', 'ec2'],
  ['streams.metrics.cloudwatch.amazonaws.com', 'streams.metrics.cloudwatch'],
  ['aws:s3', 'aws:s3'],
  ['.amazonaws.com', '.amazonaws.com'],
  ['', ''],
])('%j → %j', (source, label) => {
  expect(eventSourceLabel(source)).toBe(label);
});
