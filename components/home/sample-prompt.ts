/** What the shipped sample is asked to do. */
export const SAMPLE_PROMPT = 'Raise a Jira ticket for every pull request with “memory leak” in its title.';
