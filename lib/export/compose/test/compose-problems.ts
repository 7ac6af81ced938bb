import type { ComposeFile, ComposeService } from '../compose-file.ts';

/** What of a Compose file breaks a rule of ours, in words; empty where nothing does. */
export function composeProblems(file: ComposeFile): readonly string[] {
  const services = Object.entries(file.services);
  return [
    ...services.flatMap(([name, service]) => serviceProblems(name, service)),
    ...services.flatMap(([name, service]) => referenceProblems(name, service, file)),
    ...unusedProblems(file),
  ];
}

function serviceProblems(name: string, service: ComposeService): readonly string[] {
  const rules: readonly (readonly [holds: boolean, message: string])[] = [
    [/:\d+(?:\.\d+)+(?:-[a-z0-9]+)?$/.test(service.image), `its image "${service.image}" has no exact version`],
    [service.read_only, 'its root can be written'],
    [service.cap_drop?.includes('ALL'), 'it keeps capabilities'],
    [service.security_opt?.includes('no-new-privileges:true'), 'it may gain privileges'],
    [service.restart === 'unless-stopped', 'it stays down after a crash'],
    [service.deploy?.resources.limits.memory !== undefined, 'its memory has no limit'],
    [service.deploy?.resources.limits.pids !== undefined, 'its processes have no limit'],
    [service.logging?.options['max-size'] !== undefined, 'its log may fill the disk'],
    [(service.ports ?? []).every((port) => port.startsWith('127.0.0.1:')), 'it is published beyond this machine'],
    [(service.cap_add ?? []).length === 0 || name === 'postgres', 'it adds capabilities'],
    [!('privileged' in service) && !('network_mode' in service), 'it leaves its container'],
  ];
  const plain = Object.entries(service.environment ?? {}).filter(
    ([variable]) => /PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL/.test(variable) && !/_(?:FILE|DIR)$/.test(variable),
  );
  return [
    ...rules.filter(([holds]) => !holds).map(([, message]) => `${name}: ${message}`),
    ...plain.map(([variable]) => `${name}: the secret ${variable} is in its environment`),
  ];
}

function referenceProblems(name: string, service: ComposeService, file: ComposeFile): readonly string[] {
  const missing = (kind: string, known: object | undefined, names: readonly string[]) =>
    names.filter((each) => !Object.hasOwn(known ?? {}, each)).map((each) => `${name}: there is no ${kind} "${each}"`);
  const volumes = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
  return [
    ...missing('secret', file.secrets, service.secrets ?? []),
    ...missing('volume', file.volumes, volumes),
    ...missing(
      'config',
      file.configs,
      (service.configs ?? []).map(({ source }) => source),
    ),
    ...missing('service', file.services, Object.keys(service.depends_on ?? {})),
    // A service of a profile is not there unless it is asked for.
    ...Object.entries(service.depends_on ?? {})
      .filter(([other, { required }]) => required && file.services[other]?.profiles && !service.profiles)
      .map(([other]) => `${name}: it cannot start without the profile of "${other}"`),
  ];
}

function unusedProblems({ services, secrets, volumes }: ComposeFile): readonly string[] {
  const all = Object.values(services);
  const mounted = new Set(all.flatMap(({ secrets: names = [] }) => names));
  const used = new Set(all.flatMap(({ volumes: each = [] }) => each.map((volume) => volume.split(':')[0])));
  return [
    ...Object.keys(secrets)
      .filter((name) => !mounted.has(name))
      .map((name) => `the secret "${name}" is mounted nowhere`),
    ...Object.keys(volumes ?? {})
      .filter((name) => !used.has(name))
      .map((name) => `the volume "${name}" is mounted nowhere`),
  ];
}
