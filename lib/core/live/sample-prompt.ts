/** What the shipped sample is asked to do; its scripted model answers exactly this job. */
export const SAMPLE_PROMPT =
  'Raise a ticket in project PERF for every open pull request of acme/storefront with "memory leak" in its title.';
