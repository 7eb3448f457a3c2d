"""Libraries that a part of the program needs and an installation may lack."""

import shlex
import sys
from importlib.util import find_spec

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _


def need_library(library: str, purpose: str) -> None:
    """Raises Refused, with the command that installs it for this Python, where a library is not there."""
    if find_spec(library) is None:
        raise Refused(
            _("{purpose} needs {library}: {python} -m pip install {library}").format(
                purpose=purpose, library=library, python=shlex.quote(sys.executable)
            )
        )
