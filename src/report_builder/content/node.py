"""The base of all content models: a frozen pydantic model that knows where it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic.fields import FieldInfo

from report_builder.content.rules import IGNORABLE, pointer
from report_builder.content.types import Line, OneOf, failure, sized


@dataclass(frozen=True)
class Source:
    """A file, relative to the project, and the path of keys and indices within it."""

    file: str
    path: tuple[str | int, ...] = ()

    def at(self, *steps: str | int) -> "Source":
        """The place of a part of this one."""
        return Source(self.file, self.path + steps)

    def __str__(self) -> str:
        return f"{self.file}#{pointer(self.path)}"


def _with_reason(rules: list[str], info: ValidationInfo) -> list[str]:
    if rules and info.data and info.data.get("ignore_reason", "") is None:
        raise failure("ignore-reason", got=f"[{', '.join(rules)}]")
    return rules


class Node(BaseModel):
    """A mapping of the content. Unknown keys are refused; a key without a value is left out.

    Every mapping can make an exception from a rule and say why, see `exemptions`. That is a note
    to the checks and no content: it is left out of every dump.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ignore_reason: Annotated[Line, sized(10, 300)] | None = Field(
        None, exclude=True, title="Begründung der Ausnahme", description="steht neben ignore"
    )
    ignore: Annotated[list[Annotated[str, OneOf(*IGNORABLE)]], AfterValidator(_with_reason)] = (
        Field(
            [],
            exclude=True,
            title="Ausnahme",
            description="Namen der Meldungen, die hier nicht gelten; verlangt ignore_reason",
        )
    )

    _origin: Source = PrivateAttr(default=Source(""))

    @property
    def origin(self) -> Source:
        return self._origin

    @model_validator(mode="before")
    @classmethod
    def _without_empty_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {
            key: value
            for key, value in data.items()
            if value is not None or key not in cls.fields()
        }

    @classmethod
    def fields(cls) -> dict[str, FieldInfo]:
        """The fields by the key under which they stand in the file."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @classmethod
    def own_fields(cls) -> dict[str, FieldInfo]:
        """The fields without those that every mapping has."""
        return {key: part for key, part in cls.fields().items() if key not in Node.model_fields}

    def place(self, source: Source) -> None:
        """Record where this node and everything below it was written."""
        self._origin = source
        for steps, node in self._children():
            node.place(source.at(*steps))

    def nodes(self) -> Iterator["Node"]:
        """This node and all nodes below it, in the order of the fields."""
        yield self
        for _, node in self._children():
            yield from node.nodes()

    def texts(self, kind: type[str]) -> Iterator[tuple[Source, str]]:
        """All strings of exactly `kind` at or below this node, with their places."""
        for node in self.nodes():
            for name in type(node).model_fields:
                value = getattr(node, name)
                items = enumerate(value) if isinstance(value, list) else ((None, value),)
                for index, item in items:
                    if type(item) is kind:
                        steps = (name,) if index is None else (name, index)
                        yield node.origin.at(*steps), item

    def _children(self) -> Iterator[tuple[tuple[str | int, ...], "Node"]]:
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Node):
                yield (name,), value
            elif isinstance(value, list):
                yield from (((name, i), v) for i, v in enumerate(value) if isinstance(v, Node))
            elif isinstance(value, dict):
                yield from (((name, k), v) for k, v in value.items() if isinstance(v, Node))


class FileNode(Node):
    """A node that names a file of the project in its field `file`."""

    types: ClassVar[tuple[str, ...]] = (".jpg", ".jpeg", ".png", ".webp", ".svg")

    file: str

    _path: PurePosixPath = PrivateAttr(default=PurePosixPath())

    @property
    def path(self) -> PurePosixPath:
        """The file relative to the project; known once `loading` has found it."""
        return self._path

    def resolve(self, path: PurePosixPath) -> None:
        self._path = path
