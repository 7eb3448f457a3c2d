"""`python -m kalmar_cli` is `kalmar`."""

from kalmar_cli.cli import main

if __name__ == "__main__":
    main()
