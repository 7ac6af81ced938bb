"""The command line of an agent."""
