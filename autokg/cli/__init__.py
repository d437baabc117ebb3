"""The command line: a module for each group of commands, and how they look in a terminal."""
