"""The command line: options → report → output."""

import gc
from typing import NoReturn

_INTERRUPTED = 130  # 128 and the signal's number, as shells say it and the library does at work
# Objects that are made between two looks of the collector: a sixth of a short run went to the usual 700,
# a tenth of a long one to 200,000, and hardly anything here is in cycles that would take memory meanwhile.
_COLLECTED = 20_000_000


def main() -> NoReturn:
    """Runs the program on its command line; an interrupt ends it at once, also while it is being loaded."""
    gc.set_threshold(_COLLECTED)
    try:
        from kalmar_cli.cli.app import main as run

        run()
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
    finally:
        gc.freeze()  # what is left ends with the process, and the collector need not look at it
