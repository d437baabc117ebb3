"""`python -m autokg` is the command line."""

from .cli import main

main()
