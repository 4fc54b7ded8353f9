"""What the specification is turned into before it is written as C++."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Type:
    """text, boolean, integer, number, time, json, media_time, list (of `of`), or named (`name`)."""

    kind: str
    of: "Type | None" = None
    name: str = ""

    def cpp(self):
        if self.kind == "list":
            return f"std::vector<{self.of.cpp()}>"
        if self.kind == "named":
            return self.name
        return {"text": "std::string", "boolean": "bool", "integer": "std::int64_t", "number": "double",
                "time": "timestamp", "json": "json", "media_time": "media_time"}[self.kind]

    def names(self):
        """The named types that it mentions."""
        if self.kind == "list":
            return self.of.names()
        return {self.name} if self.kind == "named" else set()


@dataclass
class Member:
    key: str  # in JSON
    name: str  # in C++
    type: Type
    required: bool
    nullable: bool
    doc: str = ""
    constant: str = ""  # of a body: the text that it always has

    @property
    def optional(self):
        return not self.required or self.nullable


@dataclass
class Struct:
    name: str
    members: list
    schemas: list
    doc: str = ""
    is_request: bool = False

    def names(self):
        return set().union(*(member.type.names() for member in self.members))


@dataclass
class Enum:
    name: str
    values: list
    is_request: bool = False

    def names(self):
        return set()


@dataclass
class Variant:
    name: str
    key: str
    alternatives: dict  # type name: the texts of `key` that mean it
    schemas: list
    doc: str = ""
    is_request: bool = False

    def names(self):
        return set(self.alternatives)


@dataclass
class Query:
    name: str
    type: Type
    values: list
    doc: str
    in_filters: bool = False


@dataclass
class Body:
    type: str
    in_data: bool  # {"data": …} around it
    required: bool


@dataclass
class Operation:
    id: str
    tag: str
    name: str
    method: str
    path: str
    parameters: list
    query: list
    headers: list
    body: "Body | None"
    result: "Type | None"
    result_kind: str  # none, data, maybe (data or nothing yet), whole, pages
    rate: "tuple[int, int] | None"  # calls, seconds
    summary: str
    doc: str
    deprecated: bool = False
    schemas: list = field(default_factory=list)  # of the answers
