export interface ApprovalAnswer {
  readonly approve: boolean;
  readonly scope?: 'once' | 'tool';
  readonly reason?: string;
}

/** Sends the user's answer; null when it was taken, else what went wrong. */
export async function answerApproval(
  prototypeId: string,
  approvalId: string,
  answer: ApprovalAnswer,
): Promise<string | null> {
  const path = `/api/prototypes/${encodeURIComponent(prototypeId)}/approvals/${encodeURIComponent(approvalId)}`;
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    });
    if (response.ok) return null;
    const said: { error?: { message?: string } } = await response.json();
    return said.error?.message ?? `The studio answered ${response.status}.`;
  } catch {
    return 'The studio does not answer.';
  }
}
