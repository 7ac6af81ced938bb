'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';

export const themes = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

const never = () => () => undefined;

/** Light, dark, or as the system has it. Where the system's is in force, the icon shows which one that is. */
export function ThemeSwitch({ wide = false }: { readonly wide?: boolean }) {
  const { theme, resolvedTheme, setTheme } = useTheme();
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const icon = mounted && resolvedTheme === 'dark' ? Moon : Sun;
  return (
    <Menu
      label="Theme"
      align="start"
      side="top"
      trigger={
        wide ? (
          <Button variant="ghost" size="sm" icon={icon}>
            Theme
          </Button>
        ) : (
          <IconButton icon={icon} label="Theme" tooltipSide="right" />
        )
      }
      entries={themes.map(({ value, label }) => ({
        label,
        checked: mounted && (theme ?? 'system') === value,
        onSelect: () => setTheme(value),
      }))}
    />
  );
}
