'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { rememberStart } from '#components/chat/start-intent.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { createPrototype, prototypeHref } from './start-prototype.ts';

/** Plays the sample's conversation, in the sample that is there or in a new one. */
export function PlaySampleButton({ sample }: { readonly sample: string | null }) {
  const router = useRouter();
  const play = useAction(async () => {
    const id = sample ?? (await createPrototype({ sample: true })).id;
    rememberStart(id, { kind: 'play' });
    router.push(prototypeHref(id));
  });
  return (
    <>
      <Button variant="primary" icon={Play} busy={play.busy} onClick={() => void play.run()}>
        Play the sample
      </Button>
      {play.error && <ErrorNote title={play.error.message} advice={play.error.advice} className="w-full text-left" />}
    </>
  );
}
