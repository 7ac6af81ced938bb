import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

/** Sends a note to each of the members of a course, after all courses were read. */
async function notes(prompt: string, body: (name: string) => string): Promise<string> {
  const courses = [
    { code: 'ART-204', title: 'Modern Drawing', exam: '2026-12-11' },
    { code: 'BIO-117', title: 'Plant Cells', exam: '2026-12-20' },
  ];
  const members = [
    { ref: 'm-81x', name: 'Priya Weber', since: '2026-01-10' },
    { ref: 'm-40z', name: 'Jonas Lind', since: '2026-01-12' },
  ];
  const world: SmallWorld = {
    'school/list_courses': { run: () => courses },
    'school/list_members': { run: () => members },
    'school/send_note': { run: () => 'sent' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('school/list_courses');
    await call('school/list_members', { code: 'ART-204' });
    for (const { ref, name } of members) await call('school/send_note', { ref, body: body(name) });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

describe('a text', () => {
  test('of every round holds what one item of a list read before has, the item that the user named', async () => {
    const program = await notes(
      'Send everybody in ART-204 the note "Dear <name>, the exam in <title> is on <exam date>."',
      (name) => `Dear ${name}, the exam in Modern Drawing is on 2026-12-11.`,
    );
    expect(program).toContain('in ${find(courses, course => eq(course.code, $code)).title} is on ${find(courses');
  });

  test('does not take a date apart: the year of another date is no piece of it', async () => {
    const program = await notes('Send everybody in ART-204 a note.', (name) => `${name}: 2026-04-29`);
    expect(program).toContain('2026-04-29');
    expect(program).not.toContain('formatDate');
  });
});
