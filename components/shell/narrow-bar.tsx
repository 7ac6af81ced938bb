'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Logo } from './logo.tsx';
import { places } from './nav.ts';
import { overlays } from './overlays.ts';

/** Navigation of narrow screens: one bar at the top. */
export function NarrowBar() {
  const path = usePathname();
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-hairline px-3 md:hidden">
      <Link href="/" aria-label="Tracewright, to the prototypes" className="mr-1 rounded-md p-1">
        <Logo />
      </Link>
      <nav aria-label="Studio" className="flex min-w-0 flex-1 items-center gap-0.5">
        {places.map(({ href, label, match }) => {
          const current = match(path);
          return (
            <Link
              key={href}
              href={href}
              aria-current={current ? 'page' : undefined}
              className={classNames(
                'rounded-md px-2 py-1.5 text-sm',
                current ? 'bg-raised font-medium text-fg' : 'text-muted hover:text-fg',
              )}
            >
              {label}
            </Link>
          );
        })}
      </nav>
      <IconButton icon={Search} label="Search and actions" onClick={() => overlays.show('palette')} />
    </header>
  );
}
