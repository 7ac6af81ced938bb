"""Lets others call the agent: over HTTP, and as a tool over MCP."""
