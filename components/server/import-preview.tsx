'use client';

import { CircleAlert, Info, KeyRound, TriangleAlert } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { plural } from '#components/ui/format.ts';
import { TextInput } from '#components/ui/text-input.tsx';
import type { ImportPreview as Preview, PreviewedServer } from '#core/server/import-preview.ts';
import type { ImportFinding } from '#core/server/import-result.ts';
import { CommandDetails } from './consent-dialog.tsx';
import { hasError, type ImportChoice, type ServerChoice } from './import-choice.ts';
import { transportName } from './server-state.ts';

export interface ImportPreviewProps {
  readonly preview: Preview;
  readonly choice: ImportChoice;
  readonly onChange: (choice: ImportChoice) => void;
}

/** What was understood, server by server: what it would run, which values become secrets, under which name. */
export function ImportPreview({ preview, choice, onChange }: ImportPreviewProps) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="text-xs text-muted" role="status">
        {preview.servers.length > 0
          ? `Read as ${preview.source}: ${plural(preview.servers.length, 'server')}.`
          : `Read as ${preview.source}.`}
      </p>
      <Findings findings={preview.findings} />
      <ul className="divide-y divide-hairline rounded-lg border border-hairline empty:hidden">
        {preview.servers.map((server, at) => {
          const made = choice[at];
          return made ? (
            <PreviewRow
              key={server.name}
              server={server}
              choice={made}
              onChange={(next) => onChange({ ...choice, [at]: next })}
            />
          ) : null;
        })}
      </ul>
    </div>
  );
}

interface PreviewRowProps {
  readonly server: PreviewedServer;
  readonly choice: ServerChoice;
  readonly onChange: (choice: ServerChoice) => void;
}

function PreviewRow({ server, choice, onChange }: PreviewRowProps) {
  const { config, command, secrets, findings, disabled, name } = server;
  return (
    <li className="flex min-w-0 flex-col gap-3 p-3">
      <div className="flex min-w-0 items-center gap-2">
        <Checkbox
          label={`Add ${name}`}
          hideLabel
          checked={choice.take}
          disabled={hasError(server)}
          onChange={(take) => onChange({ ...choice, take })}
        />
        <TextInput
          mono
          aria-label={`Name of ${name}`}
          value={choice.alias}
          maxLength={20}
          onChange={(event) => onChange({ ...choice, alias: event.target.value.toLowerCase() })}
          className="max-w-48"
        />
        <span className="text-xs text-faint">{transportName(config.transport)}</span>
        {disabled && <Badge>switched off there</Badge>}
      </div>
      <div className={classNames('flex min-w-0 flex-col gap-3 sm:pl-6', !choice.take && 'opacity-60')}>
        {command ? <CommandDetails command={command} /> : <Address transport={config.transport} />}
        {secrets.length > 0 && (
          <ul className="flex flex-col gap-1.5">
            {secrets.map((secret) => (
              <li key={`${secret.place} ${secret.key}`} className="flex min-w-0 flex-wrap items-center gap-2 text-xs">
                <KeyRound aria-hidden className="size-3.5 shrink-0 text-faint" />
                <span className="min-w-0 font-mono wrap-anywhere">{secret.key}</span>
                {secret.value === undefined ? (
                  <TextInput
                    type="password"
                    autoComplete="new-password"
                    mono
                    aria-label={`Value of ${secret.key}`}
                    placeholder={secret.description ?? 'its value, or later'}
                    value={choice.typed[secret.name] ?? ''}
                    onChange={(event) =>
                      onChange({ ...choice, typed: { ...choice.typed, [secret.name]: event.target.value } })
                    }
                    className="max-w-60"
                  />
                ) : (
                  <span className="text-muted">
                    moves to the vault as <span className="font-mono">{secret.name}</span>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        <Findings findings={findings} />
      </div>
    </li>
  );
}

function Address({ transport }: { readonly transport: PreviewedServer['config']['transport'] }) {
  if (transport.kind === 'stdio') return null;
  const headers = Object.keys(transport.headers);
  return (
    <p className="text-xs wrap-anywhere">
      <span className="font-mono">{transport.url}</span>
      {headers.length > 0 && (
        <span className="text-muted">
          , with the {headers.length === 1 ? 'header' : 'headers'}{' '}
          <span className="font-mono">{headers.join(', ')}</span>
        </span>
      )}
    </p>
  );
}

const looks = {
  error: { icon: CircleAlert, colour: 'text-bad' },
  warning: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: Info, colour: 'text-faint' },
} as const;

function Findings({ findings }: { readonly findings: readonly ImportFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-xs">
      {findings.map(({ level, message }) => {
        const { icon: Icon, colour } = looks[level];
        return (
          <li key={message} className="flex items-start gap-1.5">
            <Icon aria-hidden className={classNames('mt-0.5 size-3 shrink-0', colour)} />
            <span className="min-w-0 wrap-anywhere">{message}</span>
          </li>
        );
      })}
    </ul>
  );
}
