"""OpenAPI 3.1 of exactly this agent."""

from collections.abc import Sequence
from typing import Any

from ...absent import ABSENT
from ...agent_program import DeclaredInput, EndpointTrigger
from .inputs_schema import inputs_schema
from .run_report import RUN_SCHEMA

LOCATION = {
    "Location": {"description": "Where the run tells how it is", "schema": {"type": "string"}}
}

PARAMETERS = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same key is the same run, however often it is sent",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    },
    {
        "name": "Prefer",
        "in": "header",
        "description": "wait=<seconds>, or respond-async for an answer at once (RFC 7240)",
        "schema": {"type": "string"},
    },
]


def open_api_document(trigger: EndpointTrigger, inputs: Sequence[DeclaredInput]) -> dict[str, Any]:
    """The document, as data."""
    described = {} if trigger.description is None else {"description": trigger.description}
    return {
        "openapi": "3.1.0",
        "info": {"title": trigger.title, "version": "1.0.0", **described},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": {"/invoke": {"post": _invoke(inputs)}, "/runs/{run}": {"get": _look()}},
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "RUN_TOKEN of the agent",
                }
            },
            "schemas": {
                "Inputs": inputs_schema(inputs, "#/components/schemas/Inputs"),
                "Run": RUN_SCHEMA,
                "Problem": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                },
            },
        },
    }


def _invoke(inputs: Sequence[DeclaredInput]) -> dict[str, Any]:
    return {
        "operationId": "invoke",
        "summary": "Runs the workflow once, and waits for the result up to a limit",
        "parameters": PARAMETERS,
        "requestBody": {
            "required": any(each.default is ABSENT for each in inputs),
            "content": _json("Inputs"),
        },
        "responses": {
            "200": _run("It has ended as it should"),
            "202": _run("It has not ended, or waits for somebody; Location tells how it goes on"),
            "400": _problem("The request cannot be read"),
            "401": _problem("The token does not fit"),
            "422": _problem("The inputs do not fit, or the key was used with others"),
            "500": _run("It failed; error says why"),
            "503": _problem("Too many runs wait, or the agent is not set up"),
        },
    }


def _look() -> dict[str, Any]:
    return {
        "operationId": "run",
        "summary": "How a run is",
        "parameters": [
            {"name": "run", "in": "path", "required": True, "schema": {"type": "string"}}
        ],
        "responses": {
            "200": {"description": "How it is", "content": _json("Run")},
            "401": _problem("The token does not fit"),
            "404": _problem("There is no such run"),
        },
    }


def _run(description: str) -> dict[str, Any]:
    return {"description": description, "headers": LOCATION, "content": _json("Run")}


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": _json("Problem")}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
