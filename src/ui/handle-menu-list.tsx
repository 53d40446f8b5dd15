import { Menu } from '@mantine/core';
import type { HandleAction, HandleRequest } from './handle-menu.tsx';
import styles from './handle-menu.module.css';

interface HandleMenuListProps {
  readonly request: HandleRequest;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What a value can be used for, below the element that was pressed. */
export function HandleMenuList({ request, isOpen, onClose }: HandleMenuListProps) {
  const { anchor, title, actions } = request;
  return (
    <Menu
      opened={isOpen}
      onChange={(next) => !next && onClose()}
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
        <Menu.Label className={styles['title']}>{title}</Menu.Label>
        {actions.map((action, index) => (
          <Item
            key={action.label}
            action={action}
            divided={index > 0 && action.group !== actions[index - 1]?.group}
          />
        ))}
      </Menu.Dropdown>
    </Menu>
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
