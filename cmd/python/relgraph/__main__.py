"""``python -m relgraph`` is the command relgraph."""

from ._program import main

if __name__ == "__main__":
    main()
