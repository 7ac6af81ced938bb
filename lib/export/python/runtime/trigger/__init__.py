"""What wakes an agent that serves."""
