/**
 * Lets `locator.fill` reach React in Firefox. Over WebDriver BiDi Playwright 1.65 fills a field by assigning to its
 * `value`, which React watches: it then holds the event for an old one and drops it. This assigns as a browser does when
 * somebody types, past React. Runs in the page, before its scripts.
 */
export function fillAsIfTyped(): void {
  const insert = (text: string): void => {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    const [start, end] = [
      field.selectionStart ?? field.value.length,
      field.selectionEnd ?? field.value.length,
    ];
    Reflect.set(
      Object.getPrototypeOf(field),
      'value',
      field.value.slice(0, start) + text + field.value.slice(end),
      field,
    );
    field.setSelectionRange(start + text.length, start + text.length);
    field.dispatchEvent(new InputEvent('input', { data: text, bubbles: true, composed: true }));
  };
  // Playwright puts its own in this place; that is let go by.
  const letGo = (): void => {};
  Object.defineProperty(window, '__pw_bidiInsertText', { get: () => insert, set: letGo });
}
