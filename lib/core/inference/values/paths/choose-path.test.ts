import { describe, expect, test } from 'vitest';
import type { Json, JsonObject, JsonSchema } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const ana = { name: 'Ana Lima', email: 'ana@x.org' };
/** Its lead also leads its team. */
const service: JsonObject = { code: 'pay', lead: ana, team: { label: 'Money', lead: ana } };

/** The last line of the program that comes of one read and one write, and what its questions offer. */
async function programOf(
  prompt: string,
  data: Json,
  args: JsonObject,
  { answer, ...tool }: { readonly answer?: string; readonly name?: string; readonly schema?: JsonSchema } = {},
) {
  const write = `ops/${tool.name ?? 'send_mail'}`;
  const world: SmallWorld = {
    'ops/get_service': { run: () => data },
    [write]: { run: () => 'sent', ...(tool.schema === undefined ? {} : { schema: tool.schema }) },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('ops/get_service', { code: 'pay' });
    await call(write, args);
  });
  const { questions } = inferWorkflow({ traces: [trace] });
  const answers = Object.fromEntries(questions.flatMap(({ id }) => (answer === undefined ? [] : [[id, answer]])));
  const { workflow } = inferWorkflow({ traces: [trace], answers });
  return {
    line: showWorkflow(workflow).split('\n').at(-1),
    asked: questions.map(({ options }) => options.map(({ label }) => label).slice(0, -1)),
    texts: questions.map(({ text }) => text),
  };
}

const HELLO = { to: 'ana@x.org', text: 'Hello' };
const LEADS = ['the lead of the service', 'the lead of the team'];

describe('a value that two places of one record hold', () => {
  test('is asked, with both places in plain words, and follows the answer', async () => {
    const prompt = 'For the service pay, mail the lead "Hello".';
    const { line, asked, texts } = await programOf(prompt, service, HELLO);
    expect(line).toContain('to: service.lead.email');
    expect(asked).toEqual([LEADS]);
    expect(texts).toEqual([
      'The lead of the service and the lead of the team had the same email ("ana@x.org") in the recording. Whose is meant?',
    ]);
    const answered = await programOf(prompt, service, HELLO, { answer: 'h1' });
    expect(answered.line).toContain('to: service.team.lead.email');
  });

  test('is asked where it stands in a text', async () => {
    const prompt = 'For the service pay, post "Ask <lead>".';
    const posted = await programOf(prompt, service, { text: 'Ask Ana Lima' });
    expect(posted.asked).toEqual([LEADS]);
    const answered = await programOf(prompt, service, { text: 'Ask Ana Lima' }, { answer: 'h1' });
    expect(answered.line).toContain('text: `Ask ${service.team.lead.name}`');
  });

  test('is one question for all that a call is given of the two', async () => {
    const args = { to: 'ana@x.org', text: 'Hello Ana Lima' };
    const { asked } = await programOf('For the service pay, mail the lead "Hello <lead>".', service, args);
    expect(asked).toEqual([LEADS]);
  });

  test('is two questions where the call is given it twice', async () => {
    const args = { to: 'ana@x.org', cc: 'ana@x.org', text: 'Hello' };
    const { asked } = await programOf('For the service pay, mail the leads "Hello".', service, args);
    expect(asked).toEqual([LEADS, LEADS]);
  });

  test('is asked where two holders have nothing in common either', async () => {
    const data = { code: 'pay', reporter: ana, assignee: { email: 'ana@x.org', since: 2019 } };
    const { asked } = await programOf('For the service pay, send "Hello".', data, HELLO);
    expect(asked).toEqual([['the reporter of the service', 'the assignee of the service']]);
  });
});

describe('the words tell, and nothing is asked, where', () => {
  const told = async (...options: Parameters<typeof programOf>) => {
    const { line, asked } = await programOf(...options);
    expect(asked).toEqual([]);
    return line;
  };

  test.each([
    ['Mail "Hello" to the team lead of the service pay.', 'service.team.lead.email'],
    ['For the service pay, mail the team\'s lead "Hello".', 'service.team.lead.email'],
    ['For the service pay, mail the lead of its team "Hello".', 'service.team.lead.email'],
    ['Mail the lead of the service pay "Hello".', 'service.lead.email'],
    ['Mail the lead of pay "Hello".', 'service.lead.email'],
    ['Look at the service pay and mail its lead "Hello".', 'service.lead.email'],
  ])('the user says whose: %s', async (prompt, source) => {
    expect(await told(prompt, service, HELLO)).toContain(`to: ${source}`);
  });

  test('the user names one of two holders, be it the first or not', async () => {
    const data = { code: 'pay', reporter: ana, assignee: { email: 'ana@x.org', since: 2019 } };
    expect(await told('For the service pay, mail the assignee "Hello".', data, HELLO)).toContain('assignee.email');
    expect(await told('For the service pay, mail the reporter "Hello".', data, HELLO)).toContain('reporter.email');
  });

  test('the user names one of two holders and not what both of them have, or what all lies in', async () => {
    const contact = { contact: ana };
    const both = { code: 'pay', shop: contact, customer: contact };
    expect(await told('For the service pay, mail the customer "Hello".', both, HELLO)).toContain(
      'customer.contact.email',
    );
    const data = { code: 'pay', fields: { creator: ana, reporter: { email: 'ana@x.org', since: 2019 } } };
    expect(await told('For the service pay, mail the reporter "Hello".', data, HELLO)).toContain(
      'fields.reporter.email',
    );
  });

  test('the user speaks of what was done: shipping, and not billing', async () => {
    const address = { city: 'Bonn am Rhein' };
    const data = { code: 'pay', bill: address, ship: address };
    const args = { note: 'To Bonn am Rhein' };
    expect(await told('Label pay with the shipping city.', data, args)).toContain('service.ship.city');
  });

  test('the name of the parameter, its description or the name of the tool says whose', async () => {
    const prompt = 'For the service pay, send "Hello".';
    expect(await told(prompt, service, { team_lead: 'ana@x.org', text: 'Hello' })).toContain('service.team.lead.email');
    const described = { to: { type: 'string', description: "Address of the team's lead" } };
    const schema = { type: 'object', properties: described };
    expect(await told(prompt, service, HELLO, { schema })).toContain('service.team.lead.email');
    expect(await told(prompt, service, HELLO, { name: 'notify_team' })).toContain('service.team.lead.email');
  });

  test('the words of a hole say whose', async () => {
    const prompt = 'For the service pay, post "Ask <team lead>".';
    expect(await told(prompt, service, { text: 'Ask Ana Lima' })).toContain('service.team.lead.name');
  });
});

describe('nothing is asked about', () => {
  const quiet = async (data: JsonObject, args: JsonObject = HELLO) => {
    const { line, asked } = await programOf('For the service pay, send "Hello".', data, args);
    expect(asked).toEqual([]);
    return line;
  };

  test('what a child says of the record that it belongs to', async () => {
    const self = { id: 'svc-71', email: 'ana@x.org' };
    expect(await quiet({ ...self, jobs: [{ no: 1, service: self }] })).toContain('to: service.email');
  });

  test('what a link of a record to itself says', async () => {
    expect(await quiet({ id: 'tk-991', self: { id: 'tk-991' } }, { id: 'tk-991' })).toContain('id: service.id');
  });

  test('what a wrapper holds of the record itself', async () => {
    expect(await quiet({ email: 'ana@x.org', details: { email: 'ana@x.org' } })).toContain('to: service.email');
  });

  test('the city of the address whose street the call is given', async () => {
    const city = 'Bonn am Rhein';
    const data = { ship: { city, street: 'Am Hof 3' }, bill: { city, street: 'Lange Gasse 12' } };
    expect(await quiet(data, { city, street: 'Lange Gasse 12' })).toContain('city: service.bill.city');
  });

  test('what the call was given and gives back in two places', async () => {
    const world: SmallWorld = {
      'ops/find_lead': { run: () => ({ account: 'ac-771x' }) },
      'ops/read_logs': { run: () => ({ query: { account: 'ac-771x' }, page: { account: 'ac-771x' }, lines: 4 }) },
      'ops/lock': { run: () => 'ok' },
    };
    const trace = await record('Find the lead, read the logs and lock the account.', world, async (call) => {
      await call('ops/find_lead');
      await call('ops/read_logs', { account: 'ac-771x' });
      await call('ops/lock', { account: 'ac-771x' });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(questions).toEqual([]);
    expect(showWorkflow(workflow)).toContain('lock(account: lead.account)');
  });

  test('members that differ in one of the recorded passes', async () => {
    const services = ['pay', 'log', 'geo'].map((code, at) => {
      const email = `${code}@x.org`;
      return { id: `svc-${code}`, lead: { email }, team: { lead: { email: at === 2 ? 'eve@x.org' : email } } };
    });
    const world: SmallWorld = { 'ops/list_services': { run: () => services }, 'ops/send_mail': { run: () => 'sent' } };
    const trace = await record('Mail the lead of each "Hello".', world, async (call) => {
      await call('ops/list_services');
      for (const { lead } of services) await call('ops/send_mail', { to: lead.email, text: 'Hello' });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(questions).toEqual([]);
    expect(showWorkflow(workflow)).toContain('to: service.lead.email');
  });
});

describe('in a list', () => {
  const services = ['pay', 'log', 'geo', 'map'].map((code, at) => {
    const lead = { email: `${code.toUpperCase()}-lead@x.org`, region: at % 2 === 0 ? 'EU' : 'US' };
    return { id: `svc-${at}${code}`, code, lead, team: { lead } };
  });
  const world: SmallWorld = {
    'ops/list_services': { run: () => services },
    'ops/send_mail': { run: () => 'sent' },
    'ops/archive': { run: () => 'ok' },
  };
  const shown = async (prompt: string, script: Parameters<typeof record>[2]) => {
    const { workflow, questions } = inferWorkflow({ traces: [await record(prompt, world, script)] });
    return { program: showWorkflow(workflow), asked: questions.map(({ options }) => options.length - 1) };
  };
  const mailed = (prompt: string) =>
    shown(prompt, async (call) => {
      await call('ops/list_services');
      await call('ops/send_mail', { to: services[2]?.lead.email ?? '', text: 'Hello' });
    });
  const archived = (prompt: string) =>
    shown(prompt, async (call) => {
      await call('ops/list_services');
      for (const { id, lead } of services) if (lead.region === 'EU') await call('ops/archive', { id });
    });

  test('it is asked for the one item that was picked, unless the words tell', async () => {
    expect((await mailed('Of all services take geo and mail the lead "Hello".')).asked).toEqual([2]);
    const { program, asked } = await mailed('Of all services take geo and mail the team lead "Hello".');
    expect(asked).toEqual([]);
    expect(program).toContain('.team.lead.email');
  });

  test('a condition looks at the member that the words name, and is asked where they name none', async () => {
    expect((await archived('Archive all services whose lead is in the region EU.')).asked).toEqual([2]);
    const { program, asked } = await archived('Archive all services whose team lead is in the region EU.');
    expect(asked).toEqual([]);
    expect(program).toContain('.team.lead.region');
  });
});
