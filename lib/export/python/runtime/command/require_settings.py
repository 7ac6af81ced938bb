"""Whether everything is set that a run needs."""

from ..agent_program import AgentProgram
from ..environment import Environment
from ..failures import AgentError
from ..model import missing_model_settings
from ..servers.server_settings import missing_variables, read_server_settings


def require_settings(program: AgentProgram, mcp_json: str, environment: Environment) -> None:
    """Checks before anything is done that servers and model can be reached as far as settings go.

    Raises one message that names everything that is missing.
    """
    problems: list[str] = []
    variables = missing_variables(mcp_json, environment)
    if variables:
        them = "it" if len(variables) == 1 else "them"
        problems.append(f"Not set, and mcp.json needs {them}: {', '.join(variables)}.")
    judges = program.judgements
    model = missing_model_settings(environment) if judges else None
    if model is not None:
        steps = ", ".join(f'"{question.step}"' for question in judges)
        where = "step" if len(judges) == 1 else "the steps"
        problems.append(f"A model is asked in {where} {steps}: {model}")
    if problems:
        listed = "\n".join(problems)
        raise AgentError(f"{listed}\nSee .env.example for what each setting is.")
    read_server_settings(mcp_json, environment)
