import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credential } from '#cloudtrail/lineage.ts';
import { TimeSlice } from '#lib/time-slice.ts';
import { childrenOf } from './chain-children.ts';
import { INDENT, layoutChain } from './chain-layout.ts';
import { chainOf, wholeChain } from './chain-tree.ts';
import type { ChainNode } from './chain-tree.ts';
import { child, makeCredential, makeLineage } from './sessions.fixture.ts';

async function treeOf(id: string, credentials: readonly Credential[]): Promise<readonly ChainNode[]> {
  const lineage = makeLineage(credentials);
  const slice = new TimeSlice(8);
  const children = await childrenOf(lineage, slice);
  slice.close();
  return chainOf(id, lineage, children);
}

/** `level kind id` of each node. */
function outline(nodes: readonly ChainNode[]): string[] {
  return nodes.map(({ level, part }) => {
    const of = 'credential' in part ? ` ${part.credential.id}` : 'count' in part ? ` ${part.count}` : '';
    return `${level} ${part.kind}${of}`;
  });
}

const key = makeCredential('AKIALEAKED', { root: { kind: 'human', name: 'ci-deployer' } });
const role = child(key, 'ASIAROLE', 10);
const other = child(key, 'ASIAOTHER', 12);
const chained = child(role, 'ASIACHAINED', 20);
const deeper = child(chained, 'ASIADEEPER', 30);

describe('the chain of a session', () => {
  it('goes up to the root and down to all that came from it', async () => {
    expect(outline(await treeOf('ASIACHAINED', [key, role, other, chained, deeper]))).toEqual([
      '0 root',
      '1 credential AKIALEAKED',
      '2 credential ASIAROLE',
      '3 credential ASIACHAINED',
      '4 credential ASIADEEPER',
    ]);
    expect(outline(await treeOf('AKIALEAKED', [key, role, other, chained]))).toEqual([
      '0 root',
      '1 credential AKIALEAKED',
      '2 credential ASIAROLE',
      '3 credential ASIACHAINED',
      '2 credential ASIAOTHER',
    ]);
    expect(await treeOf('ASIANOBODY', [key])).toEqual([]);
  });

  it('says what is missing above it', async () => {
    const lost = makeCredential('ASIALOST', {
      root: { kind: 'account', name: '123456789012' },
      missing: 'needs the logs of account 123456789012',
    });
    const [top] = await treeOf('ASIALOST', [lost]);
    expect(top?.part).toMatchObject({
      kind: 'missing',
      sentence: 'Not joined: needs the logs of account 123456789012.',
    });
  });

  it('survives a circle, and shows it', async () => {
    const a = makeCredential('ASIAA', { parent: 'ASIAC' });
    const b = makeCredential('ASIAB', { parent: 'ASIAA' });
    const c = makeCredential('ASIAC', { parent: 'ASIAB' });
    expect(outline(await treeOf('ASIAB', [a, b, c]))).toEqual([
      '0 again ASIAB',
      '1 credential ASIAC',
      '2 credential ASIAA',
      '3 credential ASIAB',
      '4 again ASIAC',
    ]);
    const self = makeCredential('ASIASELF', { parent: 'ASIASELF' });
    expect(outline(await treeOf('ASIASELF', [self]))).toEqual([
      '0 again ASIASELF',
      '1 credential ASIASELF',
      '2 again ASIASELF',
    ]);
  });

  it('shows the children with the most calls of ten thousand, and says how many more there are', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => child(key, `ASIA${n}`, 10 + n, { calls: n }));
    const nodes = await treeOf('AKIALEAKED', [key, ...many]);
    expect(nodes).toHaveLength(2 + 12 + 1);
    expect(nodes[2]?.key).toBe('ASIA9988');
    expect(nodes.at(-1)?.part).toMatchObject({ kind: 'more', count: 9_988 });
    expect(wholeChain(nodes)).toBeNull();
  });

  it('shortens a way of a thousand hops in its middle', async () => {
    const long = [key];
    for (let n = 0; n < 1_000; n++) long.push(child(long.at(-1) ?? key, `ASIA${n}`, n));
    const nodes = await treeOf('ASIA999', long);
    expect(nodes).toHaveLength(1 + 14 + 1);
    expect(nodes[5]?.part).toEqual({ kind: 'gap', hops: 1_001 - 14 });
    expect(nodes.at(-1)?.key).toBe('ASIA999');
    expect((await treeOf('AKIALEAKED', long)).at(-1)?.part).toMatchObject({ kind: 'more', count: 1 });
  });

  it('can be named whole', async () => {
    expect(wholeChain(await treeOf('ASIAROLE', [key, role, chained]))?.map(({ id }) => id)).toEqual([
      'AKIALEAKED',
      'ASIAROLE',
      'ASIACHAINED',
    ]);
  });
});

describe('the layout', () => {
  /** Any tree, in reading order. */
  const trees = fc.array(fc.nat(), { maxLength: 60 }).map((picks) => {
    const parents: (number | null)[] = [null];
    const open = [0];
    for (const pick of picks) {
      open.length = (pick % open.length) + 1;
      parents.push(open.at(-1) ?? 0);
      open.push(parents.length - 1);
    }
    const levels: number[] = [];
    for (const parent of parents) levels.push(parent === null ? 0 : (levels[parent] ?? 0) + 1);
    return parents.map((parent, at) => ({ parent, level: levels[at] ?? 0, height: 40, arrival: 20 }));
  });

  it('lets no two nodes overlap, and puts each further in than what it came from', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const { nodes, edges, width, height } = layoutChain(tree, 200);
        nodes.forEach((node, at) => {
          const before = nodes[at - 1] ?? { y: 0, height: 0 };
          expect(node.y).toBeGreaterThanOrEqual(before.y + before.height);
          expect(node.x + node.width).toBeLessThanOrEqual(width);
          expect(node.y + node.height).toBeLessThanOrEqual(height);
        });
        expect(edges).toHaveLength(tree.length - 1);
        for (const { parent, child: to } of edges)
          expect((nodes[to]?.x ?? 0) - (nodes[parent]?.x ?? 0)).toBe(INDENT);
      }),
    );
  });

  it('of nothing is nothing', () => {
    expect(layoutChain([], 200)).toEqual({ nodes: [], edges: [], width: 0, height: 0 });
  });
});
