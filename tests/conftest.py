"""What holds for all tests: they begin in English, random examples are the same in each run, and a slow
machine fails none."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from kalmar_cli.base import language

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=not os.environ.get("KALMAR_HUNT"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The language is the process's: a test that left another one would speak in those after it."""
    with language.speaking("en"):
        yield
