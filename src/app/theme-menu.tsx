import { Menu, useMantineColorScheme } from '@mantine/core';
import { Icon } from '#ui/icon.tsx';
import { RailButton } from './rail-button.tsx';
import type { Theme } from './theme.ts';

const CHOICES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'auto', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

/** The button with its menu. */
export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" withArrow={false} shadow="md">
      <Menu.Target>
        <RailButton icon="theme" label="Theme" />
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ theme, label }) => (
          <Menu.Item
            key={theme}
            leftSection={<Icon icon={colorScheme === theme ? 'fine' : 'none'} size={12} />}
            onClick={() => setColorScheme(theme)}
          >
            {label}
            {colorScheme === theme && ' ·'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
