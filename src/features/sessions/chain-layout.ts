/** Where the nodes of a chain are drawn: below each other in reading order, each hop further in. Pure numbers. */

export interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ChainEdge {
  readonly parent: number;
  readonly child: number;
  /** For an SVG path. */
  readonly path: string;
}

export interface ChainLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly ChainEdge[];
  readonly width: number;
  readonly height: number;
}

export interface LayoutNode {
  readonly level: number;
  readonly parent: number | null;
  readonly height: number;
  /** Pixels from its top at which the edge arrives. */
  readonly arrival: number;
}

export const INDENT = 26;
/** From a node's left side to where the edges to its children leave. */
const TRUNK = 13;
const GAP = 6;
const TURN = 6;

export function layoutChain(nodes: readonly LayoutNode[], nodeWidth: number): ChainLayout {
  const placed: PlacedNode[] = [];
  let y = 0;
  for (const { level, height } of nodes) {
    placed.push({ x: level * INDENT, y, width: nodeWidth, height });
    y += height + GAP;
  }
  const edges = nodes.flatMap(({ parent, arrival }, child) => {
    const [from, to] = [placed[parent ?? -1], placed[child]];
    if (parent === null || from === undefined || to === undefined) return [];
    return [{ parent, child, path: elbow(from, to, arrival) }];
  });
  const width = Math.max(0, ...placed.map((one) => one.x + one.width));
  return { nodes: placed, edges, width, height: Math.max(0, y - GAP) };
}

/** Down from the parent, round the corner, and into the child's side. */
function elbow(from: PlacedNode, to: PlacedNode, arrival: number): string {
  const x = from.x + TRUNK;
  const y = to.y + arrival;
  return `M${x} ${from.y + from.height} V${y - TURN} Q${x} ${y} ${x + TURN} ${y} H${to.x}`;
}
