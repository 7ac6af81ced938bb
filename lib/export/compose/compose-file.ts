/** The members of a Compose file (https://github.com/compose-spec/compose-spec) that we write; the compiler refuses others. */
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<Record<string, object>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly configs?: Readonly<Record<string, { readonly file: string }>>;
}

export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string };
  readonly profiles?: readonly string[];
  readonly command?: readonly string[];
  readonly init?: boolean;
  readonly user?: string;
  readonly read_only: true;
  readonly cap_drop: readonly ['ALL'];
  readonly cap_add?: readonly string[];
  readonly security_opt: readonly ['no-new-privileges:true'];
  readonly tmpfs?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: {
    readonly test: readonly ['CMD', ...string[]];
    readonly interval: string;
    readonly timeout: string;
    readonly retries: number;
    readonly start_period: string;
  };
  /** `required: false`: the other service is in a profile that may be left out. */
  readonly depends_on?: Readonly<
    Record<string, { readonly condition: 'service_healthy' | 'service_started'; readonly required: boolean }>
  >;
  readonly stop_grace_period?: string;
  readonly restart: 'unless-stopped';
  readonly logging: { readonly driver: 'json-file'; readonly options: Readonly<Record<string, string>> };
  readonly deploy: {
    readonly resources: { readonly limits: { readonly cpus: string; readonly memory: string; readonly pids: number } };
  };
}

/** What every service has: no rights, no place to write, limits, and a log that does not fill the disk. */
export function restricted(limits: ComposeService['deploy']['resources']['limits']) {
  return {
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    restart: 'unless-stopped',
    logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
    deploy: { resources: { limits } },
  } as const;
}

/** What Compose fills in from `.env` or its environment, with what is usual. */
export function setting(name: string, usual: string): string {
  return `\${${name}:-${usual}}`;
}
