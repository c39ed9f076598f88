"""`python -m pipeline` and the `udbud` script."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
