"""What the semantic conventions for MCP clients want to know of a connection."""

from mcp.client import Client

from ..observe.address_facts import address_facts
from ..observe.tracing import SpanFacts
from .server_settings import RemoteServer, ServerSettings


def connection_facts(client: Client, settings: ServerSettings) -> SpanFacts:
    version = {"mcp.protocol.version": client.protocol_version}
    if not isinstance(settings, RemoteServer):
        return {**version, "network.transport": "pipe"}
    http = {"network.transport": "tcp", "network.protocol.name": "http"}
    return {**version, **http, **address_facts(settings.url)}
