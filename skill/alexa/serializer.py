"""Between JSON and the SDK's models, in a tenth of the time the SDK's own serializer takes, and without its surprises.

Classes are resolved once, and a property is read when somebody first asks for it: of what Alexa tells about a device,
some hundred classes, a turn looks at four. What is newer than the SDK never raises (platform rule 8 B7): of a type
nobody knows the base class is made, a value that no enum has, or that can't be what it should be, is left out, and so
are unknown properties, which would otherwise shadow a model's own (B12).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any, Self

from ask_sdk_model.request_envelope import RequestEnvelope
from msgspec import Struct, defstruct, json

from skill.alexa.envelope import moment

Read = Callable[[Any], Any]
"""Gives what a value of JSON stands for, or None."""

ROOT = "ask_sdk_model.request_envelope.RequestEnvelope"

UNREAD = "_json"
"""The attribute of a model that holds its JSON."""


def envelope_of(document: Mapping[str, Any]) -> RequestEnvelope:
    """Give the SDK's envelope of a request. Whatever the document holds, neither this raises nor asking it does."""
    envelope: RequestEnvelope = reader(ROOT)(document)
    if envelope.session is not None and envelope.session.attributes is not None:
        envelope.session.attributes = _Own(envelope.session.attributes)
    return envelope


def json_of(model: object) -> bytes:
    """Write a model as JSON, without what is None, and names from an enum as text. Raises TypeError for no JSON."""
    return _ENCODER.encode(model)


@cache
def reader(name: str) -> Read:
    """Give the reader of a type as the SDK writes it: ``str``, ``list[a.b.C]``, ``dict(str, a.b.C)`` or ``a.b.C``."""
    if name in _PLAIN:
        return _PLAIN[name]
    if name.startswith("list["):
        return _List(reader(name[len("list[") : -1]))
    if name.startswith("dict("):
        return _Dict(reader(name[len("dict(") : -1].partition(",")[2].strip()))
    module, _, title = name.rpartition(".")
    kind = getattr(import_module(module), title)
    return _Member(kind) if issubclass(kind, Enum) else _Model(kind)


class _Own(dict[str, Any]):
    """A session's attributes. The SDK copies them to the bottom for every request; these are nobody else's anyhow."""

    def __deepcopy__(self, _: object) -> Self:
        return self


class _List:
    def __init__(self, item: Read) -> None:
        self.item = item

    def __call__(self, value: object) -> list[Any] | None:
        if not isinstance(value, list):
            return None
        if self.item is _anything:
            return value
        return [read for each in value if (read := self.item(each)) is not None]


class _Dict:
    def __init__(self, item: Read) -> None:
        self.item = item

    def __call__(self, value: object) -> dict[str, Any] | None:
        if not isinstance(value, dict):
            return None
        if self.item is _anything:
            return value
        return {key: read for key, each in value.items() if (read := self.item(each)) is not None}


class _Member:
    def __init__(self, kind: type[Enum]) -> None:
        self._members = {member.value: member for member in kind}

    def __call__(self, value: object) -> Enum | None:
        return self._members.get(value) if isinstance(value, str | int) else None


class _Model:
    """Reads the objects of one class, or of one that their type chooses. Classes are imported when they first come."""

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - the SDK's classes have their properties alone in common
        self._kind = _lazy(kind)
        self._children: Mapping[str, str] = vars(kind).get("discriminator_value_class_map", {})
        self._discriminator: str | None = getattr(kind, "json_discriminator_key", None)

    def __call__(self, value: object) -> object | None:
        if not isinstance(value, dict):
            return None
        if self._children:
            chosen = value.get(self._discriminator)
            child = self._children.get(chosen) if isinstance(chosen, str) else None
            if child is not None and reader(child) is not self:
                model: object = reader(child)(value)
                return model
        filled: object = object.__new__(self._kind)
        filled.__dict__[UNREAD] = value
        return filled


class _Property:
    """A property of a model, read from its JSON when it is first asked for, and then the model's own."""

    __slots__ = ("_attribute", "_blank", "_kind", "_name", "_read")

    def __init__(self, attribute: str, name: str, kind: str, blank: object) -> None:
        self._attribute = attribute
        self._name = name
        self._kind = kind
        self._blank = blank
        self._read: Read | None = None
        """What reads it in any model, once somebody has asked for it in one."""

    def __get__(self, model: object, _: object) -> object:
        own = model.__dict__
        value = own[UNREAD].get(self._name)
        found = own[self._attribute] = self._blank if value is None else (self._read or self._reader())(value)
        return found

    def _reader(self) -> Read:
        read = self._read = reader(self._kind)
        return read


def _lazy(kind: Any) -> Any:  # noqa: ANN401 - see _Model
    """Give a class of the SDK's whose properties are read when they are first asked for."""
    types: Mapping[str, str] = getattr(kind, "deserialized_types", {})
    blank = vars(kind())
    names = dict(_names(kind))
    properties = {name: _Property(name, names[name], types[name], blank.get(name)) for name in names}

    def equal(self: object, other: object) -> bool:
        """Compare what can be asked for: the SDK compares what is there."""
        return isinstance(other, kind) and all(getattr(self, name) == getattr(other, name) for name in names)

    return type(kind)(kind.__name__, (kind,), {**blank, **properties, "__eq__": equal, "__hash__": None})


@cache
def _names(kind: Any, /) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - see _Model
    """Give each attribute of a model with its name in JSON, where no map says otherwise its own.

    Raises TypeError for what is no class of the SDK's.
    """
    if not hasattr(kind, "deserialized_types"):
        message = f"{kind.__name__} is no model of the SDK's"
        raise TypeError(message)
    names: Mapping[str, str] = getattr(kind, "attribute_map", {})
    return tuple((attribute, names.get(attribute, attribute)) for attribute in kind.deserialized_types)


def _fields(model: object) -> Struct:
    """Give what to write in place of a model."""
    kind: Any = type(model)
    written, values = _written(kind)
    return written(*values(model)[2:])


@cache
def _written(kind: Any, /) -> tuple[type[Struct], Callable[[object], tuple[Any, ...]]]:  # noqa: ANN401 - see _Model
    """Give a struct of a model's properties by their names in JSON, and what takes their values, after two others."""
    names = dict(_names(kind))
    fields = [(attribute, Any, None) for attribute in names]
    # Asked for the class twice as well, it gives a tuple, of however many.
    return (
        defstruct(kind.__name__, fields, rename=names, omit_defaults=True, frozen=True),
        attrgetter("__class__", "__class__", *names),
    )


_ENCODER = json.Encoder(enc_hook=_fields)


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, float) and value.is_integer() else None


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, int | float) else None
    except OverflowError:
        return None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: object) -> date | None:
    read = moment(value)
    return read.date() if read else None


def _moment(value: object) -> datetime | None:
    return moment(value)


def _anything(value: object) -> object:
    return value


_PLAIN: Mapping[str, Read] = {
    "str": _text,
    "int": _whole,
    "long": _whole,
    "float": _number,
    "bool": _flag,
    "date": _day,
    "datetime": _moment,
    "object": _anything,
}
