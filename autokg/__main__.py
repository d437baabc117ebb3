"""`python -m autokg` and the command `autokg` are the command line."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C is one line from the first moment on, while everything is still being loaded."""
    try:
        from autokg.cli.app import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("autokg: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
