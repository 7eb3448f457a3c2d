"""The date that goes into what is written."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _

VARIABLE = "SOURCE_DATE_EPOCH"


def today(environment: Mapping[str, str] = os.environ) -> date:
    """The day: that of SOURCE_DATE_EPOCH, else the clock's. Raises Refused."""
    return source_date(environment) or datetime.now().astimezone().date()


def source_date(environment: Mapping[str, str] = os.environ) -> date | None:
    """The day of SOURCE_DATE_EPOCH (seconds since 1970, UTC) if it is set, else None. Raises Refused.

    With it, files can be made again byte for byte.
    """
    given = environment.get(VARIABLE, "")
    if not given:
        return None
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise Refused(
            _("{variable} is not a number of seconds: {value}").format(variable=VARIABLE, value=given)
        ) from None
