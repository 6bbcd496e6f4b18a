"""Progress on a terminal; silence where there is none."""

from rich.console import Console


class Reporter:
    """Shows what is being built; `verbose` says why as well, even without a terminal."""

    def __init__(self, *, verbose: bool) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._verbose = verbose
        self._status = self._console.status("reading")

    def __enter__(self) -> "Reporter":
        if self._console.is_terminal:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def tell(self, name: str, event: str, reasons: list[str]) -> None:
        """An artefact is about to be built, for these reasons."""
        self._status.update(f"{event} {name}")
        if self._verbose:
            self._console.print(
                f"{event} {name}: {'; '.join(reasons)}", soft_wrap=True, markup=False
            )
