"""Changes of a text that leave null alone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast, overload

Params = ParamSpec("Params")


class TextChange(Protocol[Params]):
    """A function of a text that may be None: None stays None, and only then is it given back."""

    @overload
    def __call__(self, text: str, /, *args: Params.args, **kwargs: Params.kwargs) -> str: ...
    @overload
    def __call__(
        self, text: str | None, /, *args: Params.args, **kwargs: Params.kwargs
    ) -> str | None: ...
    def __call__(self, text: Any, /, *args: Params.args, **kwargs: Params.kwargs) -> Any: ...


def null_stays(change: Callable[Concatenate[str, Params], str]) -> TextChange[Params]:
    @wraps(change)
    def changed(text: str | None, /, *args: Params.args, **kwargs: Params.kwargs) -> str | None:
        return None if text is None else change(text, *args, **kwargs)

    return cast(TextChange[Params], changed)
