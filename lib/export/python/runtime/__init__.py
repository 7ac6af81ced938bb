"""What a generated agent runs on: calls, changes made once, approvals, triggers."""
