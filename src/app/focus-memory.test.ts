import { describe, expect, it } from 'vitest';
import { FocusMemory } from './focus-memory.ts';

/** A page in miniature. */
class Thing {
  readonly name: string;
  readonly role: 'part' | 'layer' | 'none';
  readonly path: readonly Thing[];
  isThere = true;
  isOff = false;

  constructor(name: string, role: 'part' | 'layer' | 'none' = 'none', inside: Thing | null = null) {
    this.name = name;
    this.role = role;
    this.path = [this, ...(inside?.path ?? [])];
  }
}

const remove = (...things: readonly Thing[]): void => {
  for (const thing of things) thing.isThere = false;
};

function pageInMiniature() {
  const main = new Thing('main', 'part', new Thing('body'));
  const list = new Thing('list', 'part', main);
  const row = new Thing('row', 'none', list);
  const dialog = new Thing('dialog', 'layer', new Thing('body'));
  const ok = new Thing('OK', 'none', dialog);
  const memory = new FocusMemory<Thing>({
    isThere: ({ isThere }) => isThere,
    canHaveFocus: ({ isThere, isOff }) => isThere && !isOff,
    isPart: ({ role }) => role !== 'none',
    isLayer: ({ role }) => role === 'layer',
  });
  return { main, list, row, dialog, ok, memory };
}

describe('the focus', () => {
  it('is not taken from what still can have it, nor from nobody', () => {
    const { row, memory } = pageInMiniature();
    expect(memory.isTaken).toBe(false);
    memory.note(row.path);
    expect(memory.isTaken).toBe(false);
  });

  it('goes to the nearest part that is still there', () => {
    const { main, list, row, memory } = pageInMiniature();
    memory.note(row.path);
    remove(row);
    expect(memory.isTaken).toBe(true);
    expect(memory.heir).toBe(list);
    remove(list);
    expect(memory.heir).toBe(main);
  });

  it('is taken by switching off, too', () => {
    const { list, row, memory } = pageInMiniature();
    memory.note(row.path);
    row.isOff = true;
    expect(memory.isTaken).toBe(true);
    expect(memory.heir).toBe(list);
  });

  it('goes nowhere where no part is left', () => {
    const { main, list, row, memory } = pageInMiniature();
    memory.note(row.path);
    remove(row, list, main);
    expect(memory.heir).toBeNull();
  });
});

describe('the focus behind what lay over the page', () => {
  it('goes to what opened it', () => {
    const { row, dialog, ok, memory } = pageInMiniature();
    memory.note(row.path);
    memory.note(ok.path);
    remove(dialog, ok);
    expect(memory.isTaken).toBe(true);
    expect(memory.heir).toBe(row);
  });

  it('goes to the part where that was, when it is gone or switched off', () => {
    const { list, row, dialog, ok, memory } = pageInMiniature();
    memory.note(row.path);
    memory.note(ok.path);
    remove(dialog, ok);
    row.isOff = true;
    expect(memory.heir).toBe(list);
    remove(row);
    expect(memory.heir).toBe(list);
  });

  it('stays in it while it is open', () => {
    const { row, dialog, ok, memory } = pageInMiniature();
    memory.note(row.path);
    memory.note(ok.path);
    remove(ok);
    expect(memory.heir).toBe(dialog);
  });

  it('goes behind all of them where one lay over another', () => {
    const { row, dialog, ok, memory } = pageInMiniature();
    const menu = new Thing('menu', 'layer', new Thing('body'));
    memory.note(row.path);
    memory.note(ok.path);
    memory.note(menu.path);
    remove(menu, dialog, ok);
    expect(memory.heir).toBe(row);
  });
});

describe('a press on bare ground', () => {
  it('is the wish of the reader: what is removed later is not missed', () => {
    const { row, memory } = pageInMiniature();
    memory.note(row.path);
    memory.giveUp();
    remove(row);
    expect(memory.isTaken).toBe(false);
  });

  it('does not hide that the focus was taken before', () => {
    const { list, row, memory } = pageInMiniature();
    memory.note(row.path);
    remove(row);
    memory.giveUp();
    expect(memory.isTaken).toBe(true);
    expect(memory.heir).toBe(list);
  });
});
