"""`python -m autokg` is the command line."""

from autokg.cli import main

main()
