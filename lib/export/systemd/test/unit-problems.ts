/** The settings of a unit file by section and name; a name that comes more than once has all its values. */
export function readUnit(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  let section = '';
  for (const line of text.split('\n')) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const place = `${section}.${name}`;
    found.set(place, [...(found.get(place) ?? []), value]);
  }
  return found;
}

/** What of a service breaks a rule of ours, in words; empty where nothing does. */
export function serviceProblems(text: string): readonly string[] {
  const unit = readUnit(text);
  const is = (name: string, ...values: readonly string[]) =>
    JSON.stringify(unit.get(`Service.${name}`)) === JSON.stringify(values);
  const environment = (unit.get('Service.Environment') ?? []).map((each) => each.split('=')[0] ?? '');
  const secrets = (unit.get('Service.LoadCredential') ?? []).map((each) => each.split(':')[0] ?? '');
  const user = unit.get('Service.User')?.[0] ?? '';
  const rules: readonly (readonly [holds: boolean, message: string])[] = [
    [is('DynamicUser', 'yes'), 'it has no user of its own'],
    [/^[a-z][a-z0-9-]{0,30}$/.test(user), `"${user}" is no name of a user`],
    [is('NoNewPrivileges', 'yes'), 'it may gain privileges'],
    [is('CapabilityBoundingSet', ''), 'it keeps capabilities'],
    [is('ProtectSystem', 'strict'), 'it may write to the system'],
    [is('ProtectHome', 'yes'), 'it sees homes'],
    [is('PrivateTmp', 'yes'), 'it shares /tmp'],
    [unit.get('Service.SystemCallFilter')?.[0] === '@system-service', 'its system calls are not limited'],
    [unit.has('Service.MemoryMax'), 'its memory has no limit'],
    [!unit.has('Service.MemoryDenyWriteExecute'), 'the compiler of V8 cannot work'],
    [!is('Type', 'notify'), 'nothing in the agent notifies'],
    [(unit.get('Service.ExecStart')?.[0] ?? '').startsWith('/'), 'its program has no full path'],
    [!environment.some((name) => secrets.includes(name)), 'a secret is in its environment'],
    [secrets.includes('RUN_TOKEN') && environment.includes('SECRETS_DIR'), 'it does not find its secrets'],
  ];
  return rules.filter(([holds]) => !holds).map(([, message]) => message);
}
