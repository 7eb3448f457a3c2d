"""The date that files are marked with; a build that sets SOURCE_DATE_EPOCH gets the same bytes again."""

import os
from datetime import UTC, date, datetime

from kalmar_cli.errors import Refused
from kalmar_cli.language import _

VARIABLE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The date of SOURCE_DATE_EPOCH, else today's (UTC). Raises Refused."""
    return source_date() or datetime.now(UTC).date()


def source_date() -> date | None:
    """The date of SOURCE_DATE_EPOCH (seconds since 1970, UTC), if it is set. Raises Refused."""
    seconds = os.environ.get(VARIABLE)
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise Refused(
            _("{variable} is a number of seconds, not `{text}`").format(variable=VARIABLE, text=seconds)
        ) from None
