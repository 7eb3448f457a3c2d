"""The command line: options → report → output."""

from typing import NoReturn

_INTERRUPTED = 130  # 128 and the signal's number, as shells say it and the library does at work


def main() -> NoReturn:
    """Runs the program on its command line; an interrupt ends it at once, also while it is being loaded."""
    try:
        from kalmar_cli.cli.app import main as run

        run()
    except KeyboardInterrupt:
        raise SystemExit(_INTERRUPTED) from None
