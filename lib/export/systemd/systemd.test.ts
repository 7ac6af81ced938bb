import { describe, expect, test } from 'vitest';
import type { Bundle } from '../bundle.ts';
import { startsByItself } from '../starts-by-itself.ts';
import { placedBundle, TRIGGERS, textOf } from '../test/placed-bundle.ts';
import { userName } from './agent-units.ts';
import { calendarLines } from './calendar-lines.ts';
import { printUnit } from './print-unit.ts';
import { readUnit, serviceProblems } from './test/unit-problems.ts';

const NAME = 'raise-tickets-for-pull-requests';
const unitOf = (bundle: Bundle, file: string) => textOf(bundle, `systemd/${NAME}${file}`);
const CASES = TRIGGERS.flatMap((trigger) => (['sqlite', 'postgres'] as const).map((state) => ({ trigger, state })));

describe.each(CASES)('the units for $trigger.on with $state', ({ trigger, state }) => {
  test('close what can be closed, and take exactly the secrets that are installed', async () => {
    const bundle = await placedBundle('systemd', trigger, state);
    for (const file of ['.service', '-reconcile.service']) expect(serviceProblems(unitOf(bundle, file))).toEqual([]);
    const taken = readUnit(unitOf(bundle, '.service'))
      .get('Service.LoadCredential')
      ?.map((each) => each.split(':')[0]);
    const installed = /^for secret in (.*); do$/m.exec(textOf(bundle, 'systemd/install.sh'))?.[1]?.split(' ');
    expect(taken).toEqual(installed);
    expect(taken?.includes('DATABASE_URL')).toBe(state === 'postgres');
  });

  test('have a timer only where something starts by itself, and every unit is installed', async () => {
    const bundle = await placedBundle('systemd', trigger, state);
    const units = bundle.files.map(({ path }) => path).filter((path) => /\.(?:service|timer)$/.test(path));
    expect(units.some((path) => path.endsWith('.timer'))).toBe(startsByItself(trigger));
    const installed = /^for unit in (.*); do$/m.exec(textOf(bundle, 'systemd/install.sh'))?.[1]?.split(' ');
    expect(installed?.toSorted()).toEqual(units.map((path) => path.replace('systemd/', '')).toSorted());
  });
});

test('the timer keeps the schedule and the agent does not, so that no slot runs twice', async () => {
  const bundle = await placedBundle(
    'systemd',
    { on: 'schedule', cron: '*/30 7-8 * * *', timeZone: 'Asia/Tokyo' },
    'sqlite',
  );
  expect(readUnit(unitOf(bundle, '.service')).get('Service.Environment')).toContain('SCHEDULE=external');
  const timer = readUnit(unitOf(bundle, '-reconcile.timer'));
  expect(timer.get('Timer.OnCalendar')).toEqual(['*-*-* 07,08:00,30:00 Asia/Tokyo']);
  expect(timer.get('Timer.Unit')).toEqual([`${NAME}-reconcile.service`]);
  expect(textOf(bundle, 'systemd/crontab')).toContain('CRON_TZ=Asia/Tokyo\n*/30 7-8 * * * /opt/');
});

test('a cron line becomes times of systemd, two where days of the month and weekdays are alternatives', () => {
  const times = (cron: string) => calendarLines({ cron, timeZone: 'UTC' });
  expect(times('5 4 * * *')).toEqual(['*-*-* 04:05:00 UTC']);
  expect(times('0 0 1 jan,jul *')).toEqual(['*-01,07-01 00:00:00 UTC']);
  expect(times('0 9 * * mon-fri')).toEqual(['Mon,Tue,Wed,Thu,Fri *-*-* 09:00:00 UTC']);
  expect(times('0 9 13 * 5')).toEqual(['*-*-13 09:00:00 UTC', 'Fri *-*-* 09:00:00 UTC']);
  expect(() => times('0 9 L * *')).toThrow('is not plain');
});

test('a name that is too long for a user is cut, and two of them stay two', () => {
  const [one, two] = ['a', 'b'].map((end) => userName(`raise-tickets-for-pull-requests-of-${end}`));
  expect(one).toMatch(/^[a-z][a-z0-9-]{0,30}$/);
  expect(one).not.toBe(two);
  expect(userName('short')).toBe('short');
});

test('a value that would become a line of its own is refused', () => {
  expect(() => printUnit([['Service', [['Environment', 'A=b\nExecStart=/bin/sh']]]])).toThrow('more than one line');
  expect(() => printUnit([['Service', [['Environment', 'A=b\\']]]])).toThrow('more than one line');
});

test.each([
  ['DynamicUser=yes\n', '', 'it has no user of its own'],
  [`User=${NAME}\n`, `User=${NAME}-and-more\n`, `"${NAME}-and-more" is no name of a user`],
  ['NoNewPrivileges=yes', 'NoNewPrivileges=no', 'it may gain privileges'],
  ['CapabilityBoundingSet=\n', 'CapabilityBoundingSet=CAP_NET_ADMIN\n', 'it keeps capabilities'],
  ['ProtectSystem=strict', 'ProtectSystem=full', 'it may write to the system'],
  ['SystemCallFilter=@system-service\n', '', 'its system calls are not limited'],
  ['MemoryMax=512M\n', '', 'its memory has no limit'],
  ['PrivateTmp=yes', 'PrivateTmp=yes\nMemoryDenyWriteExecute=yes', 'the compiler of V8 cannot work'],
  ['Type=exec', 'Type=notify', 'nothing in the agent notifies'],
  ['ExecStart=/opt', 'ExecStart=opt', 'its program has no full path'],
  ['Environment=SCHEDULE', 'Environment=API_KEY=k\nEnvironment=SCHEDULE', 'a secret is in its environment'],
  ['LoadCredential=RUN_TOKEN', 'LoadCredential=OTHER', 'it does not find its secrets'],
])('a unit with %j in place of %j is found', async (before, after, found) => {
  const text = unitOf(await placedBundle('systemd', { on: 'manual' }, 'sqlite'), '.service');
  expect(text).toContain(before);
  expect(serviceProblems(text.replace(before, after))).toEqual([found]);
});
