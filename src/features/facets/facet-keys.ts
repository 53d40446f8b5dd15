/** Moving between the values of all facets by the arrow keys; Tab moves from facet to facet. */

const VALUE = '[data-facet-value]';

export function focusValue(within: HTMLElement | null, which: 'first' | 'last'): void {
  const values = within?.querySelectorAll<HTMLElement>(VALUE) ?? [];
  values[which === 'first' ? 0 : values.length - 1]?.focus();
}

/** Answers whether the key was one of these and the focus on a value or one of its tools. */
export function moveByKey(key: string, list: HTMLElement, from: EventTarget): boolean {
  if (!(from instanceof Element)) return false;
  const row = from.closest('li');
  if (row === null) return false;
  if (key === 'Home' || key === 'End') {
    focusValue(list, key === 'Home' ? 'first' : 'last');
    return true;
  }
  if (key === 'ArrowLeft' || key === 'ArrowRight') return moveInRow(key, row, from);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
  const values = [...list.querySelectorAll<HTMLElement>(VALUE)];
  const at = values.findIndex((value) => row.contains(value));
  values[at + (key === 'ArrowDown' ? 1 : -1)]?.focus();
  return true;
}

function moveInRow(key: string, row: Element, from: Element): boolean {
  const buttons = [...row.querySelectorAll('button')];
  const at = buttons.findIndex((button) => button.contains(from));
  buttons[at + (key === 'ArrowRight' ? 1 : -1)]?.focus();
  return true;
}
