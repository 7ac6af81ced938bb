import type { AgentPackage } from '../agents/agent-package.ts';
import type { BundleFile } from '../bundle.ts';
import type { PlaceParts } from '../export-target.ts';
import { agentService, reconcileService, reconcileTimer } from './agent-units.ts';
import { printCrontab } from './print-crontab.ts';
import { printCommandScript, printInstallScript, printRunOnce } from './print-scripts.ts';
import { printSettings } from './print-settings.ts';
import { printSystemdGuide } from './print-systemd-guide.ts';
import { printUnit, type Unit } from './print-unit.ts';

/** Units, settings and scripts for a machine with systemd; and a line for cron. */
export function exportSystemd(agent: AgentPackage): PlaceParts {
  const units = unitsByFile(agent);
  const crontab = printCrontab(agent);
  const place = (path: string, text: string): BundleFile => ({ path: `systemd/${path}`, text, role: 'place' });
  const script = (path: string, text: string): BundleFile => ({ ...place(path, text), executable: true });
  return {
    files: [
      ...Object.entries(units).map(([file, unit]) => place(file, printUnit(unit))),
      place('agent.env', printSettings(agent)),
      script('install.sh', printInstallScript(agent, Object.keys(units))),
      script('command.sh', printCommandScript(agent)),
      script('run-once.sh', printRunOnce(agent)),
      ...(crontab === null ? [] : [place('crontab', crontab)]),
      place('README.md', printSystemdGuide(agent)),
    ],
    deploy: [
      'sudo ./systemd/install.sh      # then fill in what it names',
      `sudo /opt/${agent.name}/systemd/command.sh plan`,
      `journalctl --unit=${agent.name} --follow`,
    ],
  };
}

export function unitsByFile(agent: AgentPackage): Readonly<Record<string, Unit>> {
  const timer = reconcileTimer(agent);
  return {
    [`${agent.name}.service`]: agentService(agent),
    [`${agent.name}-reconcile.service`]: reconcileService(agent),
    ...(timer ? { [`${agent.name}-reconcile.timer`]: timer } : {}),
  };
}
