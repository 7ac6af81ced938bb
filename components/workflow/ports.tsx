'use client';

import { Handle, Position } from '@xyflow/react';
import type { WorkflowGraphNode } from './project-workflow.ts';
import { INPUTS_NODE, OUTPUT_NODE } from './workflow-edges.ts';

const hidden = { opacity: 0 } as const;

/** Where edges begin and end: above, below, and at both sides. */
export function Ports({ node }: { readonly node: WorkflowGraphNode }) {
  const side = { ...hidden, top: Math.min(node.head, 40) / 2 + 2 };
  return (
    <>
      {node.id !== INPUTS_NODE && <Port id="top" type="target" position={Position.Top} style={hidden} />}
      <Port id="left" type="target" position={Position.Left} style={side} />
      <Port id="right" type="target" position={Position.Right} style={side} />
      {node.id !== OUTPUT_NODE && <Port id="bottom" type="source" position={Position.Bottom} style={hidden} />}
      <Port id="left" type="source" position={Position.Left} style={side} />
      <Port id="right" type="source" position={Position.Right} style={side} />
    </>
  );
}

function Port(props: {
  readonly id: string;
  readonly type: 'source' | 'target';
  readonly position: Position;
  readonly style: Readonly<Record<string, string | number>>;
}) {
  return <Handle {...props} isConnectable={false} />;
}
