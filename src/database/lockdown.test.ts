import { describe, expect, it } from 'vitest';
import { demandLocked, startStatements } from './lockdown.ts';
import { openNodeDatabase } from './node-duckdb.ts';

const SETTINGS: Readonly<Record<string, string>> = {
  enable_external_access: 'false',
  lock_configuration: 'true',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

function refuse(sql: string): never {
  throw new Error(
    sql.startsWith('SET')
      ? 'Invalid Input Error: Cannot change configuration option - the configuration has been locked'
      : 'Permission Error: file system operations are disabled by configuration',
  );
}

const settingOf = (name: string): string => SETTINGS[name] ?? 'unknown';

describe('the probe of the locks', () => {
  it('is passed by the engine as it is started', async () => {
    const database = await openNodeDatabase();
    const [row] = await database.query({
      name: 'x',
      text: 'SELECT 1 AS n',
      values: [],
      columns: { n: 'integer' },
    });
    expect(row?.n).toBe(1);
    database.close();
  });

  it('is passed where all is refused for its reason', () => {
    expect(() => demandLocked(refuse, settingOf)).not.toThrow();
  });

  it.each(Object.keys(SETTINGS))('fails when %s is otherwise', (name) => {
    const other = (asked: string): string => (asked === name ? 'other' : settingOf(asked));
    expect(() => demandLocked(refuse, other)).toThrow(`${name} is other`);
  });

  it.each(['glob', 'read_text', 'ATTACH', 'COPY', 'SET enable', 'SET lock'])(
    'fails when %s passes',
    (piece) => {
      const run = (sql: string): unknown => (sql.includes(piece) ? [] : refuse(sql));
      expect(() => demandLocked(run, settingOf)).toThrow('it took');
    },
  );

  it('fails when something else than a lock is in the way', () => {
    const run = (sql: string): unknown => {
      if (sql.includes('read_text')) throw new Error('IO Error: no such file');
      return refuse(sql);
    };
    expect(() => demandLocked(run, settingOf)).toThrow('another reason: IO Error');
  });

  it('every setting that is looked at is one that the start sets', () => {
    const start = startStatements(1).join('\n');
    for (const [name, value] of Object.entries(SETTINGS)) expect(start).toContain(`SET ${name}=${value}`);
  });
});
