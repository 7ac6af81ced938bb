/** Scenarios of the suite that cannot pass, with the reason. One that passes all the same fails the run. */
export type OutOfReach = Readonly<Record<string, string>>;

const TASKS = 'tasks are an extension, not scored by the suite; the gateway passes calls on and keeps none';

/** For clients of 2026-07-28, whatever stands behind the gateway. */
const modernClients: OutOfReach = {
  'tasks-capability-negotiation': TASKS,
  'tasks-dispatch-and-envelope': TASKS,
  'tasks-lifecycle': TASKS,
  'tasks-mrtr-composition': TASKS,
  'tasks-mrtr-input': TASKS,
  'tasks-request-headers': TASKS,
  'tasks-request-state-removal': TASKS,
  'tasks-required-task-error': TASKS,
  'tasks-wire-fields': TASKS,
  'http-custom-header-server-validation':
    'not scored (pending in the suite); the SDK checks Mcp-Param headers for its own tools only, not for ones handed on',
};

const ROOTS = 'a server of an older era is not offered roots: its connection is shared by many clients';
const ONCE = 'a server of an older era is told once per connection what may be asked, not per request';

export const gatewayOutOfReach: Readonly<Record<string, Readonly<Record<'legacy' | 'modern', OutOfReach>>>> = {
  '2025-11-25': { legacy: {}, modern: {} },
  '2026-07-28': {
    modern: modernClients,
    legacy: {
      ...modernClients,
      'input-required-result-basic-elicitation':
        'it looks for a key of the server’s choice; a question of an older era has none',
      'input-required-result-basic-list-roots': ROOTS,
      'input-required-result-multiple-input-requests': ROOTS,
      'input-required-result-capability-check': ONCE,
      'server-stateless': ONCE,
    },
  },
};

const GRANT = 'an extension, not scored: the studio signs people in, it is no machine with an identity of its own';
const DPOP = 'an extension, not scored: tokens bound to a key (DPoP) are still being specified';

export const clientOutOfReach: OutOfReach = {
  'auth/client-credentials-basic': GRANT,
  'auth/client-credentials-jwt': GRANT,
  'auth/enterprise-managed-authorization': GRANT,
  'auth/wif-jwt-bearer': GRANT,
  'auth/dpop': DPOP,
  'auth/dpop-nonce': DPOP,
};
