"""Fields as a tree: documents, mappings, lists and their items."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as default

from report_builder.review.alignment import Item, words_of
from report_builder.review.fields import Field, Fields


@dataclass
class Part:
    """A field, or what has parts, by their keys or indices.

    `source` is `<file>#<json-pointer>`.
    """

    source: str
    field: Field | None = None
    parts: dict[str, "Part"] = default(default_factory=dict)

    @property
    def is_list(self) -> bool:
        return bool(self.parts) and list(self.parts) == [str(n) for n in range(len(self.parts))]

    def fields(self) -> Iterator[Field]:
        """The field, or all fields of the parts."""
        if self.field:
            yield self.field
        for part in self.parts.values():
            yield from part.fields()

    def head(self) -> Field:
        """The field itself, or one without text where the parts begin."""
        first = next(self.fields())
        return self.field or Field(self.source, "", first.line, first.column)

    def item(self) -> Item:
        """As an item of a list: two that say the same have the same name."""
        words: Counter[str] = Counter()
        said = []
        for each in self.fields():
            words += words_of(each.text) + Counter([each.picture] if each.picture else [])
            said.append((each.source.removeprefix(self.source), each.text, each.picture))
        return Item(repr(said), words)


def documents(fields: Fields) -> dict[str, Part]:
    """A tree for each file, in the order of the fields."""
    found: dict[str, Part] = {}
    for each in fields.values():
        part = found.setdefault(each.file, Part(f"{each.file}#"))
        for step in each.pointer.split("/")[1:]:
            part = part.parts.setdefault(step, Part(f"{part.source}/{step}"))
        part.field = each
    return found
