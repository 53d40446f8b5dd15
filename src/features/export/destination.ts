/**
 * Where an export goes: straight to the disk where the browser lets the user choose a place, else into a Blob that is
 * downloaded when it is whole. Either way nothing under the final name is whole before `finish`.
 */
import { Sha256Stream } from '#lib/sha256.ts';
import { saveFile } from '#ui/save-file.ts';

export interface Destination {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly finish: () => Promise<void>;
  /** Leaves nothing that could be taken for the whole. Never throws. */
  readonly giveUp: () => Promise<void>;
}

export interface ChosenPlace {
  readonly fileName: string;
  readonly open: () => Promise<Destination>;
}

interface PickedFile {
  readonly name: string;
  createWritable(): Promise<{
    write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
  getFile(): Promise<File>;
  /** Not in every browser. */
  remove?(): Promise<void>;
}

declare global {
  interface Window {
    /** File System Access; in Chromium only. Needs the click that it is called in. */
    readonly showSaveFilePicker?: (options: {
      readonly suggestedName: string;
      readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
    }) => Promise<PickedFile>;
  }
}

/** To be called in a click. Null when the user did not choose a place. */
export async function choosePlace(
  fileName: string,
  type: string,
  extension: string,
): Promise<ChosenPlace | null> {
  if (window.showSaveFilePicker === undefined) {
    return { fileName, open: () => Promise.resolve(intoBlob(fileName, type)) };
  }
  try {
    const file = await window.showSaveFilePicker({
      suggestedName: fileName,
      types: [{ accept: { [type]: [`.${extension}`] } }],
    });
    return { fileName: file.name, open: () => ontoDisk(file) };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // Forbidden here, as inside of a frame: then it is downloaded.
    return { fileName, open: () => Promise.resolve(intoBlob(fileName, type)) };
  }
}

/** The browser writes into a file of its own, and puts it in place when it is closed. */
async function ontoDisk(file: PickedFile): Promise<Destination> {
  const stream = await file.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    finish: () => stream.close(),
    giveUp: async () => {
      try {
        await stream.abort();
        // Choosing a place has made an empty file there. One that holds something is somebody’s.
        if ((await file.getFile()).size === 0) await file.remove?.();
      } catch {
        // The browser’s own half-written file goes with the stream.
      }
    },
  };
}

/** Blobs of so many bytes: the browser keeps those outside of the memory that scripts have, on disk if need be. */
const BLOB_BYTES = 8 * 1024 * 1024;

function intoBlob(fileName: string, type: string): Destination {
  let whole: Blob[] = [];
  let parts: BlobPart[] = [];
  let bytesInParts = 0;
  const pack = (): void => {
    whole.push(new Blob(parts));
    parts = [];
    bytesInParts = 0;
  };
  return {
    write: (bytes) => {
      parts.push(bytes);
      bytesInParts += bytes.length;
      if (bytesInParts >= BLOB_BYTES) pack();
      return Promise.resolve();
    },
    finish: () => {
      pack();
      saveFile(fileName, new Blob(whole), type);
      whole = [];
      return Promise.resolve();
    },
    giveUp: () => {
      whole = [];
      parts = [];
      return Promise.resolve();
    },
  };
}

/** Counts and hashes what goes through, so that the file can be told from any other. */
export class CountedDestination {
  bytes = 0;
  private readonly hash = new Sha256Stream();
  private readonly destination: Destination;

  constructor(destination: Destination) {
    this.destination = destination;
  }

  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.hash.add(bytes);
    this.bytes += bytes.length;
    await this.destination.write(bytes);
  }

  /** Answers the SHA-256 of all that was written. */
  async finish(): Promise<string> {
    await this.destination.finish();
    return this.hash.hex();
  }

  giveUp(): Promise<void> {
    return this.destination.giveUp();
  }
}
