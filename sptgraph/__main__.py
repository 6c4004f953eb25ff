"""``python -m sptgraph`` is the command line."""

import sys

from sptgraph.cli import main

if __name__ == "__main__":
    sys.exit(main())
