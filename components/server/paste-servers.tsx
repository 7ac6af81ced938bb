'use client';

import { useEffect, useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { plural } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { TextArea } from '#components/ui/text-input.tsx';
import type { ImportPreview as Preview } from '#core/server/import-preview.ts';
import type { ServerView } from '#core/server/server-view.ts';
import { chooseAll, chosenServers, type ImportChoice } from './import-choice.ts';
import { ImportPreview } from './import-preview.tsx';
import { takePasted } from './pasted-text.ts';
import { serverActions } from './server-actions.ts';

export interface PasteServersProps {
  readonly taken: readonly string[];
  readonly onAdded: (servers: readonly ServerView[]) => void;
}

/** Milliseconds after the last key before the text is read. */
const PAUSE = 250;

/** Anything people have: mcp.json of any client, a command, a URL, a deep link. It is read while it is typed. */
export function PasteServers({ taken, onAdded }: PasteServersProps) {
  const [text, setText] = useState('');
  const [preview, setPreview] = useState<Preview | null>(null);
  const [choice, setChoice] = useState<ImportChoice>({});
  const read = useAction(async (pasted: string) => {
    const next = await serverActions.preview(pasted);
    setPreview(next);
    setChoice(chooseAll(next, taken));
  });
  useEffect(() => setText((typed) => takePasted() || typed), []);
  const { run, clear } = read;
  useEffect(() => {
    if (text.trim() === '') {
      setPreview(null);
      clear();
      return;
    }
    const timer = setTimeout(() => void run(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text, run, clear]);
  const chosen = preview ? chosenServers(preview, choice) : { servers: [], problem: null };
  const add = useAction(async () => {
    const added: ServerView[] = [];
    for (const { config, secrets } of chosen.servers) added.push(await serverActions.register(config, secrets));
    onAdded(added);
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void add.run();
      }}
    >
      <Field
        label="Configuration, command or URL"
        hint="Claude, Cursor, VS Code and other clients’ files are understood, with comments."
      >
        {(control) => (
          <TextArea
            {...control}
            mono
            rows={5}
            autoFocus
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={
              '{ "mcpServers": { "everything": { "command": "npx", "args": ["-y", "@modelcontextprotocol/server-everything"] } } }'
            }
            className="max-h-48 resize-none"
          />
        )}
      </Field>
      {read.error && <ErrorNote title={read.error.message} advice={read.error.advice} />}
      {preview && <ImportPreview preview={preview} choice={choice} onChange={setChoice} />}
      {add.error && <ErrorNote title={add.error.message} advice={add.error.advice} />}
      <div className="sticky -bottom-5 z-1 -mx-5 -mb-5 flex items-center justify-end gap-3 border-t border-hairline bg-surface px-5 py-3">
        {read.busy && <Spinner label="Reading what was pasted" />}
        {chosen.problem && <span className="min-w-0 text-xs text-muted">{chosen.problem}</span>}
        <Button
          type="submit"
          variant="primary"
          busy={add.busy}
          disabled={chosen.servers.length === 0 || chosen.problem !== null}
        >
          Add {chosen.servers.length > 0 ? plural(chosen.servers.length, 'server') : 'servers'}
        </Button>
      </div>
    </form>
  );
}
