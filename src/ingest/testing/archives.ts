/** Writes zip and tar archives for tests, sound ones and such as no program would. */
import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../zip-unpacking.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface ZipFile {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array;
  readonly stored?: boolean;
  /** The archive gives sizes and checksum behind the file, as programs that write to a pipe do. */
  readonly sizesBehind?: boolean;
  readonly zip64?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** What the archive says instead of what is so. */
  readonly crc32?: number;
  readonly unpackedBytes?: number;
}

export interface ZipOptions {
  /** Bytes before the archive: a program that unpacks itself. */
  readonly before?: Uint8Array;
  readonly comment?: string;
  readonly zip64?: boolean;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (parts: readonly Uint8Array[]): Bytes => new Uint8Array(Buffer.concat(parts));

/** Little-endian numbers: `[value, bytes]`. */
function numbers(...fields: readonly (readonly [number, 2 | 4 | 8])[]): Bytes {
  const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [value, size] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else if (size === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += size;
  }
  return bytes;
}

export function zip(
  files: readonly ZipFile[],
  { before, comment = '', zip64 = false }: ZipOptions = {},
): Bytes {
  const parts: Uint8Array[] = [];
  const table: Uint8Array[] = [];
  let at = 0;
  for (const file of files) {
    const { local, central } = zipFile(file, at);
    parts.push(...local);
    table.push(central);
    at += local.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = joined(table);
  const text = bytesOf(comment);
  const large = zip64
    ? [
        numbers([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4]),
        numbers([files.length, 8], [files.length, 8], [directory.length, 8], [at, 8]),
        numbers([0x07064b50, 4], [0, 4], [at + directory.length, 8], [1, 4]),
      ]
    : [];
  const [count, size, offset] = zip64
    ? [0xffff, 0xffffffff, 0xffffffff]
    : [files.length, directory.length, at];
  const end = numbers(
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [text.length, 2],
  );
  return joined([...(before === undefined ? [] : [before]), ...parts, directory, ...large, end, text]);
}

function zipFile(file: ZipFile, at: number): { local: Uint8Array[]; central: Uint8Array } {
  const { content, stored = false, sizesBehind = false, zip64 = false } = file;
  const name = typeof file.name === 'string' ? bytesOf(file.name) : file.name;
  const data = stored ? content : new Uint8Array(deflateRawSync(content));
  const method = file.method ?? (stored ? 0 : 8);
  const flags = (file.flags ?? (typeof file.name === 'string' ? 0x800 : 0)) | (sizesBehind ? 8 : 0);
  const sum = file.crc32 ?? crc32(content);
  const whole = file.unpackedBytes ?? content.length;
  const said = zip64 ? [0xffffffff, 0xffffffff] : [data.length, whole];
  const extra = zip64 ? numbers([1, 2], [16, 2], [whole, 8], [data.length, 8]) : new Uint8Array(0);
  const sizes = numbers([sum, 4], [said[0] ?? 0, 4], [said[1] ?? 0, 4]);
  const common = [numbers([20, 2], [flags, 2], [method, 2], [0, 4])];
  const lengths = numbers([name.length, 2], [extra.length, 2]);
  const local = [
    numbers([0x04034b50, 4]),
    ...common,
    sizesBehind ? new Uint8Array(12) : sizes,
    lengths,
    name,
    extra,
    data,
    ...(sizesBehind ? [numbers([0x08074b50, 4], [sum, 4], [data.length, 4], [whole, 4])] : []),
  ];
  const central = joined([
    numbers([0x02014b50, 4], [20, 2]),
    ...common,
    sizes,
    lengths,
    numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
    name,
    extra,
  ]);
  return { local, central };
}

export interface TarFile {
  readonly name: string;
  readonly content?: Uint8Array;
  readonly type?: string;
  /** How a name of more than 100 bytes is written; also for shorter ones. */
  readonly long?: 'pax' | 'gnu' | 'prefix';
  /** The size is written in binary, as GNU does for large files. */
  readonly binarySize?: boolean;
}

const BLOCK = 512;

export function tar(files: readonly TarFile[], isClosed = true): Bytes {
  return joined([...files.flatMap(tarFile), ...(isClosed ? [new Uint8Array(2 * BLOCK)] : [])]);
}

function tarFile({
  name,
  content = new Uint8Array(0),
  type = '0',
  long,
  binarySize = false,
}: TarFile): Uint8Array[] {
  const slash = name.lastIndexOf('/');
  if (long === 'prefix')
    return [
      header(name.slice(slash + 1), content.length, type, binarySize, name.slice(0, slash)),
      padded(content),
    ];
  const own = [header(name.slice(-100), content.length, type, binarySize, ''), padded(content)];
  if (long === undefined) return own;
  const said = long === 'gnu' ? bytesOf(`${name}\0`) : paxRecord('path', name);
  return [header('././@LongLink', said.length, long === 'gnu' ? 'L' : 'x', false, ''), padded(said), ...own];
}

function paxRecord(key: string, value: string): Uint8Array {
  const rest = ` ${key}=${value}\n`;
  let length = bytesOf(rest).length;
  while (`${length}`.length + bytesOf(rest).length !== length)
    length = `${length}`.length + bytesOf(rest).length;
  return bytesOf(`${length}${rest}`);
}

function padded(content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
  bytes.set(content);
  return bytes;
}

function header(name: string, size: number, type: string, binarySize: boolean, prefix: string): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => block.set(bytesOf(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  if (binarySize) {
    block[124] = 0x80;
    new DataView(block.buffer).setUint32(132, size);
  } else put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(148, '        ');
  put(156, type);
  put(257, 'ustar\x0000');
  put(345, prefix);
  put(
    148,
    `${block
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  );
  return block;
}
