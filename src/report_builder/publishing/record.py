"""What we have put at a target, as it is kept there: the digests, so that nothing is read back.

A file whose digest is not known was being sent when a run ended. What the record says counts only
for a file of the right size; without it, everything is read back.
"""

import json
from collections.abc import Mapping

from report_builder import store
from report_builder.publishing.target import Target

NAME = ".published.json"

Record = dict[str, str | None]


def read(target: Target, sizes: Mapping[str, int]) -> Record:
    """The digests by path; empty where there is none, or no sense in it."""
    if NAME not in sizes:
        return {}
    try:
        value = json.loads(target.read(NAME))
    except ValueError:
        return {}
    right = isinstance(value, dict) and all(isinstance(v, str | None) for v in value.values())
    return value if right else {}


def write(target: Target, record: Record) -> None:
    target.put(NAME, store.as_json(dict(sorted(record.items()))))
