import { Hint, Title } from './choice-words.tsx';

/** What recording did for real: the agent counts those changes as done. */
export function RecordingNote({ changes }: { readonly changes: number }) {
  return (
    <section aria-label="What recording did" className="flex flex-col gap-2">
      <Title>What recording did</Title>
      <Hint>
        {changes === 1 ? 'One change was made.' : `${changes} changes were made.`} The agent counts them as done; with{' '}
        <code className="font-mono">RECORDED_EFFECTS=ignore</code> it makes them again.
      </Hint>
    </section>
  );
}
