/** The matching events in the order of the table, window after window; the next is on its way while one is written. */
import type { Columns, RowOf, SqlQuery } from '#database/sql-query.ts';
import { matchOrder } from '#query/match-page.ts';
import { countMatches } from '#query/matches.ts';
import type { Matches } from '#query/matches.ts';
import type { Filter } from '#query/filter.ts';
import type { Sort } from '#query/sort.ts';
import type { Session } from './session.ts';
import { askMatches } from './use-match-query.ts';

interface Listing {
  readonly filter: Filter;
  readonly sort: Sort;
}

const CHANGED =
  'Files were added or removed meanwhile, so the events are not the same any more. Begin again.';

export class OrderedRows {
  private readonly session: Session;
  private readonly listing: Listing;
  private readonly signal: AbortSignal;
  private readonly revision: number;

  constructor(session: Session, listing: Listing, signal: AbortSignal) {
    this.session = session;
    this.listing = listing;
    this.signal = signal;
    this.revision = session.getState().revision;
  }

  async count(): Promise<number> {
    const { filter } = this.listing;
    const question = { filter, ask: countMatches, priority: 'surrounding' as const };
    const [row] = await askMatches(this.session, question, this.signal);
    this.checkSame();
    return row?.count ?? 0;
  }

  /** Windows of so many rows. `ask` makes the queries for one of them; their answers come in the same order. */
  async *windows<C extends Columns>(
    total: number,
    rows: number,
    ask: (orderTable: string, offset: number, limit: number) => readonly SqlQuery<C>[],
  ): AsyncGenerator<RowOf<C>[][]> {
    const read = (offset: number): Promise<RowOf<C>[][]> | null => {
      if (offset >= total) return null;
      const asked = this.readWindow((order) => ask(order, offset, rows));
      // Its failure is met when it is waited for.
      asked.catch(() => undefined);
      return asked;
    };
    let next = read(0);
    for (let offset = 0; next !== null; offset += rows) {
      const window = await next;
      this.checkSame();
      next = read(offset + rows);
      yield window;
    }
  }

  private async readWindow<C extends Columns>(
    queries: (orderTable: string) => readonly SqlQuery<C>[],
  ): Promise<RowOf<C>[][]> {
    const { filter, sort } = this.listing;
    const answers: RowOf<C>[][] = [];
    for (let at = 0, count = 1; at < count; at++) {
      this.checkSame();
      const ask = async (matches: Matches): Promise<SqlQuery<C>> => {
        // Kept tables may have made room for others: the order is the same when it is made again.
        const order = await this.session.keep(matchOrder(matches, sort), { signal: this.signal });
        const asked = queries(order);
        count = asked.length;
        const query = asked[at];
        if (query === undefined) throw new RangeError('A window needs a query.');
        return query;
      };
      answers.push(await askMatches(this.session, { filter, priority: 'surrounding', ask }, this.signal));
    }
    return answers;
  }

  private checkSame(): void {
    this.signal.throwIfAborted();
    const { revision, phase } = this.session.getState();
    if (revision !== this.revision || phase !== 'ready') throw new Error(CHANGED);
  }
}
