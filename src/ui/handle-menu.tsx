import { createContext, lazy, Suspense, use, useCallback, useRef, useState } from 'react';
import type { ReactNode } from 'react';

export interface HandleAction {
  readonly label: string;
  /** Key or click that does the same, to be shown beside it. */
  readonly keys?: string;
  readonly run: () => void;
  /** A line is drawn above the first action of another group. */
  readonly group?: string;
}

export interface HandleRequest {
  /** What the menu is about, shown at its top: the value. */
  readonly title: string;
  /** Where it opens, in pixels of the window: below the element that was pressed. */
  readonly anchor: DOMRect;
  readonly actions: readonly HandleAction[];
}

type OpenHandle = (request: HandleRequest) => void;

const HandleContext = createContext<OpenHandle | null>(null);

/** Opens the one menu of the page for what a value can be used for. */
export function useHandleMenu(): OpenHandle {
  const open = use(HandleContext);
  if (open === null) throw new Error('There is no handle menu above this component.');
  return open;
}

/** Fetched with the other later parts of the page, before there is a value to press. */
export const fetchHandleMenu = () => import('./handle-menu-list.tsx');
const HandleMenuList = lazy(async () => ({ default: (await fetchHandleMenu()).HandleMenuList }));

/** One menu for all values on the page: thousands of menus of their own would cost more than the values. */
export function HandleMenuProvider({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<HandleRequest | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const before = useRef<Element | null>(null);
  const open = useCallback<OpenHandle>((next) => {
    before.current = document.activeElement;
    setRequest(next);
    // When the key or click has been heard by all: the open menu would hear it too, and might close again.
    window.setTimeout(() => setIsOpen(true));
  }, []);
  const close = useCallback(() => {
    setIsOpen(false);
    const back = before.current;
    before.current = null;
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  }, []);
  return (
    <HandleContext value={open}>
      {children}
      {request !== null && (
        <Suspense>
          <HandleMenuList request={request} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </HandleContext>
  );
}
