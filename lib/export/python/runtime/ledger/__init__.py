"""What outlives a run: changes, approvals and judgements, in SQLite or Postgres."""
