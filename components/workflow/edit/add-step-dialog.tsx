'use client';

import { Command as Cmdk } from 'cmdk';
import { type LucideIcon, Search } from 'lucide-react';
import * as Dialog from 'radix-ui/dialog';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { classifyTool } from '#core/tool/classify-tool.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { NewStep } from '#core/workflow/edit/new-step.ts';
import { stepKinds } from '../step-kind.tsx';
import { toolPhrase } from '../step-words.ts';

interface AddStepDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly tools: readonly ToolSpec[];
  /** Where it will stand, in words. */
  readonly where: string;
  readonly onAdd: (step: NewStep) => void;
}

const KINDS = [
  { kind: 'forEach', words: 'For each item of a list' },
  { kind: 'if', words: 'Only if something holds' },
  { kind: 'try', words: 'Try, and do something else if it fails' },
  { kind: 'let', words: 'Work out a value' },
  { kind: 'approve', words: 'Ask a person before going on' },
  { kind: 'assert', words: 'Stop unless something holds' },
  { kind: 'llm', words: 'Let a model judge' },
] as const;

/** Chooses what to add: a call of any tool that is on offer, or a step of another kind. */
export function AddStepDialog({ open, onOpenChange, tools, where, onAdd }: AddStepDialogProps) {
  const servers = [...new Set(tools.map(({ server }) => server))];
  const reads = tools.filter((tool) => classifyTool(tool) === 'read');
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-1.5rem)] max-w-lg -translate-x-1/2 animate-fade-in overflow-hidden rounded-xl bg-surface shadow-overlay outline-none"
        >
          <Dialog.Title className="px-4 pt-3 text-xs text-muted">Add a step {where}</Dialog.Title>
          <Cmdk label="Steps to add" loop>
            <div className="flex items-center gap-2.5 border-b border-hairline px-4">
              <Search aria-hidden className="size-4 shrink-0 text-faint" />
              <Cmdk.Input
                autoFocus
                placeholder="A tool, or a kind of step"
                className="h-11 w-full bg-transparent text-base outline-none"
              />
            </div>
            <Cmdk.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
              <Cmdk.Empty className="px-3 py-8 text-center text-sm text-muted">Nothing by that name.</Cmdk.Empty>
              {servers.map((server) => (
                <Cmdk.Group key={server} heading={server} className={groupLook}>
                  {tools
                    .filter((tool) => tool.server === server)
                    .map((tool) => (
                      <Item
                        key={tool.name}
                        id={`${server} ${tool.name}`}
                        words={toolPhrase(tool.name)}
                        detail={tool.name}
                        mark={<EffectBadge effect={classifyTool(tool)} show="icon" />}
                        onSelect={() => onAdd({ kind: 'call', tool })}
                      />
                    ))}
                </Cmdk.Group>
              ))}
              <Cmdk.Group heading="Kinds of steps" className={groupLook}>
                {KINDS.map(({ kind, words }) => (
                  <Item
                    key={kind}
                    id={words}
                    words={words}
                    mark={<Mark icon={stepKinds[kind].icon} />}
                    onSelect={() => onAdd({ kind })}
                  />
                ))}
              </Cmdk.Group>
              {reads.length > 0 && (
                <Cmdk.Group heading="Read again and again" className={groupLook}>
                  {reads.flatMap((tool) =>
                    (['paginate', 'poll'] as const).map((kind) => (
                      <Item
                        key={`${kind} ${tool.server} ${tool.name}`}
                        id={`${kind === 'paginate' ? 'all pages of' : 'wait for'} ${tool.server} ${tool.name}`}
                        words={
                          kind === 'paginate'
                            ? `${toolPhrase(tool.name)}, all pages`
                            : `${toolPhrase(tool.name)} until something holds`
                        }
                        detail={tool.server}
                        mark={<EffectBadge effect="read" show="icon" />}
                        onSelect={() => onAdd({ kind, tool })}
                      />
                    )),
                  )}
                </Cmdk.Group>
              )}
            </Cmdk.List>
          </Cmdk>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const groupLook =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint';

function Mark({ icon: Icon }: { readonly icon: LucideIcon }) {
  return <Icon aria-hidden className="size-3.5 text-faint" />;
}

function Item(props: {
  readonly id: string;
  readonly words: string;
  readonly detail?: string;
  readonly mark: React.ReactNode;
  readonly onSelect: () => void;
}) {
  return (
    <Cmdk.Item
      value={props.id}
      keywords={[props.words]}
      onSelect={props.onSelect}
      className="flex h-8.5 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-raised"
    >
      <span className="flex w-4 shrink-0 justify-center">{props.mark}</span>
      <span className="min-w-0 flex-1 truncate">{props.words}</span>
      {props.detail && <span className="max-w-40 truncate font-mono text-2xs text-faint">{props.detail}</span>}
    </Cmdk.Item>
  );
}
