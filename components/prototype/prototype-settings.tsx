'use client';

import type { ReactNode } from 'react';
import { Dialog } from '#components/ui/dialog.tsx';
import { DeletePrototype } from './delete-prototype.tsx';
import { GatewayAddress } from './gateway-address.tsx';
import { InstructionsField } from './instructions-field.tsx';
import { PermissionsHere } from './permissions-here.tsx';
import { ServersInUse } from './servers-in-use.tsx';

/** What holds for one prototype: its servers, what runs without asking, what the model is told, the way in for agents. */
export function PrototypeSettings({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      placement="side"
      title="This prototype"
      description="Each change holds at once."
    >
      <div className="flex flex-col gap-7">
        <Part title="Servers in use" description="Their tools and resources are offered to the model and the gateway.">
          <ServersInUse />
        </Part>
        <Part
          title="Without asking"
          description="Writes wait for your approval, bound to their exact arguments, except for these."
        >
          <PermissionsHere />
        </Part>
        <Part title="What the model should know" description="Said to the model before every answer here.">
          <InstructionsField />
        </Part>
        <Part
          title="Your own agent"
          description="Any MCP client can drive: what it calls at this address is recorded on the same graph."
        >
          <GatewayAddress />
        </Part>
        <DeletePrototype />
      </div>
    </Dialog>
  );
}

function Part(props: { readonly title: string; readonly description: string; readonly children: ReactNode }) {
  return (
    <section aria-label={props.title}>
      <h3 className="text-sm font-semibold">{props.title}</h3>
      <p className="mt-0.5 mb-3 text-xs text-pretty text-muted">{props.description}</p>
      {props.children}
    </section>
  );
}
