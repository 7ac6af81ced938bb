/** The job of the sample; its script answers it. */
export const SAMPLE_PROMPT =
  'Raise a ticket in project OPS for every open pull request of acme/webshop with "memory leak" in its title';
