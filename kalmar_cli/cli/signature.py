"""Options that are not written out in a command's signature, since they are declared elsewhere."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Annotated, Any, get_args


def keyword(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    """A parameter that is given by name."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def unoffered(annotation: Any) -> Any:
    """The annotation of an option that is taken, but not named in the help."""
    kind, option = get_args(annotation)
    hidden = copy(option)
    hidden.hidden = True
    return Annotated[kind, hidden]


def spell_out(
    run: Callable[..., Any],
    name: str,
    parameters: Sequence[inspect.Parameter],
    gather: Callable[[Mapping[str, Any]], Any],
) -> Callable[..., Any]:
    """`run` as a function of `parameters` instead of `name`, which `gather` makes of their values."""
    own = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for p in inspect.signature(run).parameters.values()
        if p.name != name
    ]
    # Those of the command itself come first in its help; what it hands on stands where it stood.
    at = list(inspect.signature(run).parameters).index(name)
    spelled = [*own[:at], *parameters, *own[at:]]
    names = [p.name for p in parameters]

    def spelled_out(**given: Any) -> Any:
        gathered = gather({name: given.pop(name) for name in names})
        return run(**given, **{name: gathered})

    spelled_out.__signature__ = inspect.Signature(spelled)  # type: ignore[attr-defined]
    spelled_out.__annotations__ = {p.name: p.annotation for p in spelled}
    return spelled_out
