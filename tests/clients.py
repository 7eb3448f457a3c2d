"""Other programs that the tests use as a person would; where one is missing, a test is skipped."""

import os
import shutil
from pathlib import Path

import pytest


def require(*programs: str) -> None:
    """Skips the test unless all programs (names, or paths of files) are there.

    Under KALMAR_ALL_CLIENTS=1 it fails instead, so that no test is skipped unnoticed.
    """
    missing = [name for name in programs if not (shutil.which(name) or Path(name).exists())]
    if missing:
        reason = f"needs {', '.join(missing)}"
        if os.environ.get("KALMAR_ALL_CLIENTS") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
