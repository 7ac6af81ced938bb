'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { JsonObject } from '#core/json/json.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { StepPosition, WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import type { Place } from '#core/workflow/evidence.ts';

/** What the cards of a workflow need from the page around them. */
export interface WorkflowPage {
  readonly view: WorkflowView;
  /** Absent where the workflow is only shown: an older version, a run. */
  readonly answer?: (question: string, option: string) => void;
  /** Whether it was made; why not is said by the page. */
  readonly edit?: (edit: WorkflowEdit) => Promise<boolean>;
  /** Opens the choice of what to put at a place among the steps. */
  readonly addStep?: (at: StepPosition) => void;
  /** Opens the editor of a value where it stands on the graph. */
  readonly editHere?: (place: Place) => void;
  /** Something is under way that will change the workflow. */
  readonly busy: boolean;
  /** Values of a run, shown in place of the defaults. */
  readonly inputs?: JsonObject;
}

const Context = createContext<WorkflowPage | null>(null);

export function WorkflowPageProvider(props: { readonly page: WorkflowPage; readonly children: ReactNode }) {
  return <Context value={props.page}>{props.children}</Context>;
}

export function useWorkflowPage(): WorkflowPage {
  const page = useContext(Context);
  if (!page) throw new Error('This part belongs inside <WorkflowPageProvider>.');
  return page;
}
