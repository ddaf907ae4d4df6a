"""``python -m builders.cli`` is the command as well."""

from builders.cli import main

if __name__ == "__main__":
    main()
