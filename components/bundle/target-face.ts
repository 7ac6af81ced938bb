import {
  Boxes,
  CalendarClock,
  Cloud,
  Container,
  FileCode2,
  GitBranch,
  type LucideIcon,
  Package,
  Server,
  Ship,
  Workflow,
} from 'lucide-react';

/** How a place looks among others: its picture, and in a word where it runs. */
export interface TargetFace {
  readonly icon: LucideIcon;
  readonly where: string;
}

const FACES: Readonly<Record<string, TargetFace>> = {
  typescript: { icon: Package, where: 'Node' },
  python: { icon: Package, where: 'Python' },
  compose: { icon: Container, where: 'Containers' },
  kubernetes: { icon: Ship, where: 'Cluster' },
  systemd: { icon: Server, where: 'Linux' },
  'github-actions': { icon: GitBranch, where: 'Runners' },
  airflow: { icon: CalendarClock, where: 'Scheduler' },
  lambda: { icon: Cloud, where: 'Functions' },
  temporal: { icon: Workflow, where: 'Workers' },
  'serverless-workflow': { icon: FileCode2, where: 'Runtimes' },
};

/** The face of a place by its id; one that has none yet is offered all the same. */
export function faceOf(target: string): TargetFace {
  return FACES[target] ?? { icon: Boxes, where: 'Elsewhere' };
}
