import type { ReactNode } from 'react';
import { CommandKeys } from './command-keys.tsx';
import { CommandPalette } from './command-palette.tsx';
import { NarrowBar } from './narrow-bar.tsx';
import type { RecentPrototype } from './recent-prototype.ts';
import { ShellCommands } from './shell-commands.tsx';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { Sidebar } from './sidebar.tsx';

/** Around every page: navigation, palette, keys. The page gets the rest of the window and scrolls by itself. */
export function StudioShell({
  recent,
  children,
}: {
  readonly recent: readonly RecentPrototype[];
  readonly children: ReactNode;
}) {
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-60 rounded-md bg-surface px-3 py-2 text-sm shadow-overlay focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <Sidebar recent={recent} />
      <NarrowBar />
      <main id="main" className="flex min-h-0 min-w-0 flex-1 flex-col">
        {children}
      </main>
      <ShellCommands recent={recent} />
      <CommandKeys />
      <CommandPalette />
      <ShortcutsSheet />
    </div>
  );
}
