"""The way into the program; `python -m report_builder` is the same as `report-builder`."""

import signal


def main() -> None:
    """Run the command line; Ctrl-C while it loads ends it without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from report_builder.cli import main as commands

    commands()


if __name__ == "__main__":
    main()
