"""Why a run, a step or an item did not do what it should."""

from typing import Literal


class AgentError(Exception):
    """Anything of the errors below. The message is a sentence for whoever runs the agent."""


class ToolRefused(AgentError):
    """A tool was reached and said no: its answer is an error. `said`: the server's own words."""

    def __init__(self, tool: str, said: str) -> None:
        told = f"answered with an error: {said}" if said.strip() else "failed and did not say why."
        super().__init__(f"{tool} {told}")
        self.said = said


class Undemonstrated(AgentError):
    """The recording never showed this side of a branch: nobody knows what is right there."""

    def __init__(self, step: str) -> None:
        super().__init__(
            f'Step "{step}" came to a case that was never demonstrated. '
            "Record it, or write it into workflow.py."
        )


class AssertionFailed(AgentError):
    """Something that the workflow relies on does not hold."""


class MissingValue(AgentError, KeyError, IndexError):
    """A member or item was read that the server did not send. The message holds its path."""

    def __str__(self) -> str:
        # KeyError would write its message as a quoted key.
        return str(self.args[0])


class ItemsFailed(AgentError):
    """Some items of a list failed; the others were done. The message lists what went wrong."""


class RunEnded(AgentError):
    """The run ends here whatever is around it: it was stopped, refused, or waits for somebody.

    A workflow lets it pass.
    """

    def __init__(self, status: Literal["stopped", "waiting"], message: str) -> None:
        super().__init__(message)
        self.status: Literal["stopped", "waiting"] = status


def is_refusal(error: BaseException, *says: str) -> bool:
    """Whether an error is a tool's refusal that says one of these, ignoring case.

    Any refusal where none is given.
    """
    if not isinstance(error, ToolRefused):
        return False
    said = error.said.lower()
    return not says or any(text.lower() in said for text in says)
