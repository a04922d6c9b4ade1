"""`python -m telegrapher`."""

from telegrapher.cli import main

main()
