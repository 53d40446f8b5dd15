import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#lib/json.ts';
import { decodeCommand, lookupCommand } from './lookup-command.ts';
import type { LookupEvent } from './lookup-command.ts';
import { shellWord } from './shell-word.ts';

const EVENT: LookupEvent = {
  eventID: '0f7f8d4e-1c3a-4f0e-9a5e-2f1f4b6c7d8e',
  eventName: 'DeleteBucket',
  eventSource: 's3.amazonaws.com',
  accessKeyId: 'AKIAEXAMPLE000000001',
  awsRegion: 'eu-west-1',
  eventTime: Date.UTC(2025, 9, 10, 21, 13, 51),
  managementEvent: true,
  eventCategory: 'Management',
};

const commandOf = (event: Partial<LookupEvent>): string => {
  const answer = lookupCommand({ ...EVENT, ...event });
  return 'command' in answer ? answer.command : '';
};

/** The words a shell makes of a command; nothing is run but `printf`. */
function wordsOf(command: string): string[] {
  const text = execFileSync('/bin/sh', ['-c', `set -f; printf '%s\\0' ${command}`], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return text.split('\0').slice(0, -1);
}

describe('lookupCommand', () => {
  it('asks by eventID, in its Region, at its second', () => {
    expect(commandOf({})).toBe(
      'aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventId,AttributeValue=0f7f8d4e-1c3a-4f0e-9a5e-2f1f4b6c7d8e --region eu-west-1 --start-time 2025-10-10T21:13:51Z --end-time 2025-10-10T21:13:52Z',
    );
  });

  it('asks by something else where there is no eventID of AWS', () => {
    expect(commandOf({ eventID: 'x; rm -rf ~' })).toContain('AttributeKey=AccessKeyId,AttributeValue=AKIA');
    expect(commandOf({ eventID: null, accessKeyId: null })).toContain(
      'AttributeKey=EventName,AttributeValue=DeleteBucket',
    );
  });

  it('leaves out a Region and a time that are none', () => {
    for (const awsRegion of ['$(id)', '--debug', 'eu-west-1\nid', ''])
      expect(commandOf({ awsRegion })).not.toContain('--region');
    expect(commandOf({ eventTime: 9e15 })).not.toContain('--start-time');
  });

  it('says why there is none', () => {
    expect(lookupCommand({ ...EVENT, managementEvent: false })).toHaveProperty('reason');
    expect(lookupCommand({ ...EVENT, eventCategory: 'Data' })).toHaveProperty('reason');
    const nameless = { ...EVENT, eventID: null, accessKeyId: null, eventName: '\u0007', eventSource: null };
    expect(lookupCommand(nameless)).toHaveProperty('command');
    expect(lookupCommand({ ...nameless, eventName: null })).toHaveProperty('reason');
  });

  it('is the same words to a shell, whatever a record says', () => {
    const hostile = [
      "'",
      '"',
      '$(id)',
      '`id`',
      ';',
      '\n',
      '\\',
      '*',
      '~',
      '&',
      '|',
      ' ',
      '-',
      '!',
      '\u0000',
      'é',
      '\u202e',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...hostile, 'a', ',', '=') }), (eventName) => {
        const command = commandOf({ eventID: null, accessKeyId: null, eventName, eventSource: null });
        if (command === '') return;
        const words = wordsOf(command);
        expect(words.slice(0, 4)).toEqual(['aws', 'cloudtrail', 'lookup-events', '--lookup-attributes']);
        expect(words.slice(5)).toEqual([
          '--region',
          'eu-west-1',
          '--start-time',
          '2025-10-10T21:13:51Z',
          '--end-time',
          '2025-10-10T21:13:52Z',
        ]);
        const plain = `AttributeKey=EventName,AttributeValue=${eventName}`;
        const json = [{ AttributeKey: 'EventName', AttributeValue: eventName }];
        expect(words[4] === plain || JSON.stringify(parseJson(words[4] ?? '')) === JSON.stringify(json)).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('decodeCommand', () => {
  it('names the encoded message, and nothing that is not safe', () => {
    expect(decodeCommand('T-kSW_9')).toMatch(/ --encoded-message T-kSW_9$/);
    expect(decodeCommand('a\u001bb')).toBeNull();
  });
});

describe('shellWord', () => {
  it('quotes what a shell would read', () => {
    expect(shellWord('a.b-c')).toBe('a.b-c');
    expect(shellWord("it's $HOME")).toBe(`'it'\\''s $HOME'`);
    expect(['-rf', '', 'a\nb', 'a\u202eb'].map(shellWord)).toEqual([null, null, null, null]);
  });
});
