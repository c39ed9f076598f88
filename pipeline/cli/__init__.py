"""Arguments -> one call -> exit code. One file per command; libraries are loaded only by the command that needs them.

Exit codes: 0 fine, 1 problems of severity error, 2 wrong use of the command line, 3 our bug.
"""

from .main import main

__all__ = ["main"]
