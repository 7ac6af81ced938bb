import { expect, type RunningStudio } from './studio-test.ts';

/** Asks the studio past the browser; its answer. */
export async function ask<Answer>(studio: RunningStudio, path: string, method: string, body?: object): Promise<Answer> {
  const response = await fetch(`${studio.address}${path}`, {
    method,
    headers: { ...studio.headers, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  expect(response.status, `${method} ${path}`).toBeLessThan(300);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/** A sample of the test's own, with its workflow made and its questions answered as they hold; gives its id. */
export async function ownSample(studio: RunningStudio): Promise<string> {
  const { id } = await ask<{ readonly id: string }>(studio, '/api/prototypes', 'POST', { sample: true });
  const made = await ask<{ readonly questions: readonly { readonly id: string; readonly default: string }[] }>(
    studio,
    `/api/prototypes/${id}/workflow`,
    'POST',
    {},
  );
  const answers = Object.fromEntries(made.questions.map((question) => [question.id, question.default]));
  await ask(studio, `/api/prototypes/${id}/workflow`, 'PATCH', { answers });
  return id;
}
