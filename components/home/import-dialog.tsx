'use client';

import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type DragEvent, useRef, useState } from 'react';
import { RequestError } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { rememberPasted } from '#components/server/pasted-text.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Field } from '#components/ui/field.tsx';
import { formatBytes } from '#components/ui/format.ts';
import { TextArea } from '#components/ui/text-input.tsx';
import { importPrototype, prototypeHref } from './start-prototype.ts';

export interface ImportDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** What was made elsewhere becomes a prototype; a list of servers goes to its own dialog. Nothing in it is run. */
export function ImportDialog({ open, onOpenChange }: ImportDialogProps) {
  const router = useRouter();
  const [text, setText] = useState('');
  const [file, setFile] = useState<{ readonly name: string; readonly size: number; readonly text: string } | null>(
    null,
  );
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    setText('');
    setFile({ name: chosen.name, size: chosen.size, text: await chosen.text() });
  };
  const add = useAction(async () => {
    const name = file?.name.replace(/(\.trace)?\.json$/, '');
    const given = file?.text ?? text;
    try {
      const { id } = await importPrototype({ text: given, name });
      onOpenChange(false);
      router.push(prototypeHref(id));
    } catch (error) {
      if (!(error instanceof RequestError) || error.code !== 'conflict') throw error;
      // A list of servers: its own dialog shows what it would run.
      rememberPasted(given);
      router.push('/servers?add');
    }
  });
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void read(event.dataTransfer.files[0]);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Import"
      description="A recorded trace, a workflow, or a list of servers. Nothing in it is run."
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={add.busy}
            disabled={file === null && text.trim() === ''}
            onClick={() => void add.run()}
          >
            Import
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <button
          type="button"
          onClick={() => input.current?.click()}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
          className={classNames(
            'flex flex-col items-center gap-1 rounded-lg border border-dashed px-4 py-6 text-center transition-colors',
            over ? 'border-accent bg-accent-soft' : 'border-hairline-strong hover:bg-raised',
          )}
        >
          <FileUp aria-hidden className="size-5 text-faint" strokeWidth={1.5} />
          <span className="text-sm font-medium">{file ? file.name : 'Choose a file, or drop it here'}</span>
          <span className="figures text-xs text-muted">
            {file ? formatBytes(file.size) : 'trace.json, workflow.json or mcp.json, up to 64 MB'}
          </span>
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="File to import"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void read(event.target.files?.[0])}
        />
        <Field label="Or paste its text">
          {(control) => (
            <TextArea
              {...control}
              mono
              rows={4}
              value={text}
              placeholder='{"version": 1, "turns": [], "calls": []}'
              onChange={(event) => {
                setText(event.target.value);
                setFile(null);
              }}
              className="max-h-60"
            />
          )}
        </Field>
        {add.error && <ErrorNote title={add.error.message} advice={add.error.advice} />}
      </div>
    </Dialog>
  );
}
