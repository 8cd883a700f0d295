"""The subcommands of ``python -m dev``, one module each.

A module here offers ``add_parser(subparsers)``, which adds a parser and sets ``run`` on it: a
function from the parsed arguments to the exit status. A new module is found by itself.
"""
