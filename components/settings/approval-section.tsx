'use client';

import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { PermissionView } from '#core/live/settings-view.ts';
import { formatToolRef, type ToolRef } from '#core/tool/tool-ref.ts';
import { SettingRows, SettingSection } from './setting-section.tsx';
import { settingsActions } from './settings-actions.ts';

export interface ApprovalSectionProps {
  readonly permissions: readonly PermissionView[];
  readonly onChange: () => void;
}

/** The rule, and every exception to it that you have made, each with the way back. */
export function ApprovalSection({ permissions, onChange }: ApprovalSectionProps) {
  const undo = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      toast({ title: done });
      onChange();
    } catch (error) {
      toast({
        tone: 'bad',
        title: 'Nothing was changed',
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <SettingSection
      id="approvals"
      title="Approvals"
      description="An approval holds for one call with exactly the arguments that were shown. What a tool does is yours to set on its server’s page."
    >
      <div className="flex flex-col gap-4">
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[6rem_1fr]">
          <Rule effect="read">run at once</Rule>
          <Rule effect="write">wait for your approval, in a chat, in a run, and from an outside agent</Rule>
          <Rule effect="destroy">wait for your approval, and are marked as what they are</Rule>
        </dl>
        {permissions.length === 0 ? (
          <p className="flex items-center gap-2 text-sm text-muted">
            <ShieldCheck aria-hidden className="size-4 text-faint" />
            You have made no exceptions.
          </p>
        ) : (
          <SettingRows>
            {permissions.flatMap(({ prototype, allowed, gateway }) => [
              ...allowed.map((tool) => (
                <Exception
                  key={`${prototype.id} ${formatToolRef(tool)}`}
                  prototype={prototype}
                  text={<Tool tool={tool} />}
                  onUndo={() => void undo(() => settingsActions.revoke(prototype.id, tool), `${tool.tool} asks again`)}
                />
              )),
              ...(gateway === 'allow'
                ? [
                    <Exception
                      key={`${prototype.id} gateway`}
                      prototype={prototype}
                      text="Outside agents write without asking"
                      onUndo={() => void undo(() => settingsActions.askAgain(prototype.id), 'Outside agents ask again')}
                    />,
                  ]
                : []),
            ])}
          </SettingRows>
        )}
      </div>
    </SettingSection>
  );
}

function Rule({
  effect,
  children,
}: {
  readonly effect: 'read' | 'write' | 'destroy';
  readonly children: React.ReactNode;
}) {
  return (
    <>
      <dt>
        <EffectBadge effect={effect} />
      </dt>
      <dd className="text-muted">{children}</dd>
    </>
  );
}

function Tool({ tool }: { readonly tool: ToolRef }) {
  return (
    <>
      <span className="font-mono text-xs">{formatToolRef(tool)}</span> runs without asking
    </>
  );
}

interface ExceptionProps {
  readonly prototype: PermissionView['prototype'];
  readonly text: React.ReactNode;
  readonly onUndo: () => void;
}

function Exception({ prototype, text, onUndo }: ExceptionProps) {
  return (
    <li className="flex min-w-0 items-center gap-3 px-4 py-2.5">
      <p className="min-w-0 flex-1 text-sm">
        {text}{' '}
        <span className="text-muted">
          in{' '}
          <Link
            href={`/prototypes/${prototype.id}`}
            className="rounded-sm underline decoration-hairline-strong underline-offset-2 hover:text-fg"
          >
            {prototype.name}
          </Link>
        </span>
      </p>
      <Button size="sm" onClick={onUndo}>
        Ask again
      </Button>
    </li>
  );
}
