/** Reads the binary form of WebAssembly ("WebAssembly Core Specification", 5: binary format). Not a validator. */

export interface Section {
  readonly id: number;
  /** With its id and length, as it lies in the file. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export const SECTION = { import: 2, export: 7, start: 8, element: 9, code: 10 } as const;
const HEADER_LENGTH = 8;

export class WasmReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new Error('the WebAssembly ends too early');
    return byte;
  }

  /** An unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.byte();
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }

  /** A LEB128 of either kind, of no interest. */
  skipNumber(): void {
    while (this.byte() >= 128);
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  name(): string {
    return Buffer.from(this.take(this.number())).toString('utf8');
  }

  /** As many as the number that stands first says. */
  list<T>(readOne: () => T): T[] {
    return Array.from({ length: this.number() }, readOne);
  }
}

export function readSections(wasm: Uint8Array): {
  readonly header: Uint8Array;
  readonly sections: Section[];
} {
  const reader = new WasmReader(wasm);
  const header = reader.take(HEADER_LENGTH);
  const sections: Section[] = [];
  while (!reader.isAtEnd) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.number());
    sections.push({ id, content, whole: wasm.subarray(start, reader.at) });
  }
  return { header, sections };
}

export function writeNumber(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) | 128);
  }
}

export function writeSection(id: number, content: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content);
  return Buffer.concat([Uint8Array.of(id), writeNumber(body.length), body]);
}
