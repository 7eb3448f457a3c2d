"""The command line: options → report → output."""

from kalmar_cli.cli.app import main

__all__ = ["main"]
