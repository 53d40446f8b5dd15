/** What the ingest workers write must be what the engine's tables expect; neither folder knows the other. */
import { expect, it } from 'vitest';
import { EVENT_TABLE, SMALL_TABLES } from '#database/schema.ts';
import { EVENT_FIELDS } from '#ingest/event-batch.ts';
import { DICTIONARY_NAMES } from '#ingest/protocol.ts';
import { fileOf, runFiles } from '#ingest/testing/run-files.ts';
import { logText, record } from './testing/workbench.ts';

it('a batch has the columns of the event table, in their order', () => {
  expect(EVENT_FIELDS).toEqual(EVENT_TABLE.columns);
});

it('each small table but that of the files is filled by the workers', () => {
  expect([...DICTIONARY_NAMES, 'file'].toSorted()).toEqual(Object.keys(SMALL_TABLES).toSorted());
});

it('each new value has a cell for every column of its table but the id, of its type', async () => {
  const everywhere = record(1, {
    errorCode: 'AccessDenied',
    userAgent: 'aws-cli',
    recipientAccountId: '111122223333',
    readOnly: true,
    managementEvent: false,
    tlsDetails: { tlsVersion: 'TLSv1.3' },
    vpcEndpointId: 'vpce-1',
  });
  const { batches } = await runFiles([fileOf(logText([everywhere]))]);
  const values = batches.flatMap(({ newValues }) => newValues);
  expect(values.map(({ dictionary }) => dictionary).toSorted()).toEqual([...DICTIONARY_NAMES].toSorted());
  for (const { dictionary, rows } of values) {
    const [id, ...columns] = SMALL_TABLES[dictionary].columns;
    expect(id).toEqual({ name: 'id', type: 'int32' });
    const wanted = columns.map(({ type }) => (type === 'flag' ? 'boolean' : 'string'));
    for (const row of rows) {
      const found = row.map((cell, k) => (cell === null ? wanted[k] : typeof cell));
      expect([dictionary, ...found]).toEqual([dictionary, ...wanted]);
    }
  }
});
