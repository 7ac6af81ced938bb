"""Lets messages wake the agent."""
