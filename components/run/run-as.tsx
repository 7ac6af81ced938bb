'use client';

import { Play, Plug, RefreshCcwDot } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { classNames } from '#components/ui/class-names.ts';

/** The ways in which a workflow is put to work, each a page of its own below `runs`. */
const WAYS = [
  { path: '', label: 'Run', icon: Play },
  { path: '/endpoint', label: 'Endpoint', icon: Plug },
  { path: '/keep', label: 'Keep it so', icon: RefreshCcwDot },
] as const;

/** Switches between running a workflow once, letting others call it, and keeping what it makes; shows what is on. */
export function RunAs() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const endpoint = usePrototype(({ snapshot }) => snapshot.prototype.endpoint !== 'off');
  const keeping = usePrototype(({ snapshot }) => snapshot.keeping);
  const here = usePathname();
  const isOn = { '': false, '/endpoint': endpoint, '/keep': keeping };
  return (
    <nav
      aria-label="What the workflow is for"
      className="inline-flex max-w-full self-start rounded-md border border-hairline bg-raised p-0.5"
    >
      {WAYS.map(({ path, label, icon: Icon }) => {
        const href = `/prototypes/${id}/runs${path}`;
        const current = here === href;
        return (
          <Link
            key={path}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={classNames(
              'inline-flex h-6.5 items-center gap-1.5 rounded-[4px] px-2 text-sm font-medium whitespace-nowrap transition-colors hover:text-fg',
              current ? 'bg-surface text-fg shadow-sm' : 'text-muted',
            )}
          >
            <Icon aria-hidden className="size-3.5" />
            {label}
            {isOn[path] && (
              <span className="ml-0.5 block size-1.5 rounded-full bg-ok">
                <span className="sr-only">(on)</span>
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
