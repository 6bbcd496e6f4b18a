"""What a build may use to render pages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Means:
    """What pages are rendered with: so many processes, or as many as the machine has room for; the
    sections of an issue apart, or as a single document; on this machine, or by the workers of the
    cluster at this address."""

    jobs: int | None = None
    single_document: bool = False
    cluster: str | None = None
