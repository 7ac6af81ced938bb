'use client';

import { ShieldAlert, TriangleAlert } from 'lucide-react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { CommandView } from '#core/server/server-view.ts';

/** The whole command with folder and environment; nothing is cut, and what cannot be seen is written out. */
export function CommandDetails({ command }: { readonly command: CommandView }) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <pre className="max-h-[40vh] overflow-auto rounded-md border border-hairline bg-sunken px-3 py-2.5 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
        {command.line}
      </pre>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        <dt className="text-muted">Folder</dt>
        <dd className="min-w-0 font-mono wrap-anywhere">{command.cwd ?? 'the one Tracewright was started in'}</dd>
        <dt className="text-muted">Environment</dt>
        <dd className="min-w-0">
          {command.env.length === 0 ? (
            <span className="text-muted">only PATH, HOME and the language</span>
          ) : (
            <ul className="font-mono wrap-anywhere">
              {command.env.map(({ name, value, secret }) => (
                <li key={name}>
                  {name}=
                  <span className={secret ? 'text-accent' : undefined}>{secret ? `secret “${value}”` : value}</span>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </dl>
      {command.warnings.length > 0 && (
        <ul className="flex flex-col gap-1.5 text-sm">
          {command.warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-2">
              <TriangleAlert aria-hidden className="mt-0.75 size-3.5 shrink-0 text-warn" />
              {warning}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export interface ConsentDialogProps {
  readonly alias: string;
  readonly command: CommandView;
  readonly onClose: () => void;
  /** The user allows this exact command; it is started now and may be started again later. */
  readonly onAllow: () => Promise<void>;
}

/** Asked once per exact command. Mounted while it asks. */
export function ConsentDialog({ alias, command, onClose, onAllow }: ConsentDialogProps) {
  const allow = useAction(onAllow);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Start “${alias}” on this machine?`}
      description="It runs as a program with your rights. Only this exact command is allowed; if it changes, you are asked again."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Not now
          </Button>
          <Button variant="primary" icon={ShieldAlert} busy={allow.busy} onClick={() => void allow.run()}>
            Allow and start
          </Button>
        </>
      }
    >
      <CommandDetails command={command} />
      {allow.error && <ErrorNote className="mt-3" title={allow.error.message} advice={allow.error.advice} />}
    </Dialog>
  );
}
