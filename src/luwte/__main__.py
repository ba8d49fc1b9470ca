"""`python -m luwte` is the `luwte` command."""

from luwte.site.commands import main

if __name__ == "__main__":
    main()
