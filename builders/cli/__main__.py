"""``python -m builders.cli`` is the command as well."""

from builders.cli import run

if __name__ == "__main__":
    run()
