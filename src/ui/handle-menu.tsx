import { Menu } from '@mantine/core';
import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './handle-menu.module.css';

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
  const anchor = useMemo(() => request?.anchor ?? new DOMRect(), [request]);
  return (
    <HandleContext value={open}>
      {children}
      <Menu
        opened={isOpen}
        onChange={(next) => !next && close()}
        position="bottom-start"
        shadow="md"
        offset={2}
        returnFocus={false}
        transitionProps={{ duration: 0 }}
      >
        <Menu.Target>
          {/* Only a place: what was pressed has the name and the focus. */}
          <span
            aria-hidden="true"
            className={styles['anchor']}
            style={{ left: anchor.left, top: anchor.top, width: anchor.width, height: anchor.height }}
          />
        </Menu.Target>
        <Menu.Dropdown className={styles['menu']}>
          {request !== null && (
            <>
              <Menu.Label className={styles['title']}>{request.title}</Menu.Label>
              {request.actions.map((action, index) => (
                <Item
                  key={action.label}
                  action={action}
                  divided={index > 0 && action.group !== request.actions[index - 1]?.group}
                />
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </HandleContext>
  );
}

function Item({ action, divided }: { readonly action: HandleAction; readonly divided: boolean }) {
  return (
    <>
      {divided && <Menu.Divider />}
      <Menu.Item
        onClick={action.run}
        rightSection={
          action.keys === undefined ? null : <span className={styles['keys']}>{action.keys}</span>
        }
      >
        {action.label}
      </Menu.Item>
    </>
  );
}
