'use client';

import Link from 'next/link';
import { ButtonLink } from '#components/ui/button.tsx';
import { plural } from '#components/ui/format.ts';
import type { PrototypeSummary } from '#core/live/prototype-summary.ts';
import { GraphThumbnail } from './graph-thumbnail.tsx';
import { PlaySampleButton } from './play-sample-button.tsx';
import { PromptForm } from './prompt-form.tsx';
import { StartWords } from './start-box.tsx';

/** A studio that holds only the sample: what it is for at the left, and a recording that can be opened at the right. */
export function FirstSight({ sample }: { readonly sample: PrototypeSummary }) {
  const { prototype, calls, callCount } = sample;
  const href = `/prototypes/${prototype.id}`;
  return (
    <section className="grid items-start gap-x-12 gap-y-8 pt-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] lg:pt-10">
      <div className="min-w-0">
        <StartWords className="mb-6" />
        <PromptForm />
      </div>
      <article className="min-w-0 overflow-hidden rounded-xl border border-hairline bg-surface shadow-card">
        <Link href={href} aria-label={`Open ${prototype.name}`} className="block">
          <GraphThumbnail calls={calls} scale={2.25} className="h-48 border-b border-hairline p-4" />
        </Link>
        <div className="flex flex-col gap-1 p-4">
          <h2 className="font-medium">{prototype.name}</h2>
          <p className="figures text-sm text-muted">
            A recorded sample: {plural(callCount, 'call')} on {prototype.servers.join(' and ')}, shown by a scripted
            model. No model, no key, no network.
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <ButtonLink href={href}>Open the recording</ButtonLink>
            <PlaySampleButton sample={prototype.id} />
          </div>
        </div>
      </article>
    </section>
  );
}
