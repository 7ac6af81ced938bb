"""MCP servers, live."""
