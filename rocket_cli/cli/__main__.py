"""`python -m rocket_cli.cli` is `rocket`."""

from rocket_cli.cli.main import run

if __name__ == "__main__":
    run()
