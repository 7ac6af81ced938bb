/** One check of a bundle's proof, as it goes. */
export interface BundleCheck {
  readonly id: 'paths' | 'secrets' | 'types' | 'replay' | 'manifests';
  readonly title: string;
  readonly state: 'waiting' | 'running' | 'passed' | 'failed' | 'skipped';
  /** What was shown, or what went wrong, in a few lines. */
  readonly detail: string;
  readonly durationMs?: number;
}
