"""Writes values of the JSON API as protobuf, by tables of field numbers.

A table is text, one field a line: number, name in JSON, type. What the types are is said in `_payload_of`; a type in
brackets is repeated, one in braces is the value of a map with string keys. A `!` marks a field that is written even
when it is empty: what is no pointer in Go always goes over the wire there. `inline` is a message whose fields stand
among those of its owner in JSON.
"""

import calendar
import re
import sys

import jsontext

MESSAGES = {}


class EncodeError(Exception):
    """A value that has no place in the protobuf form: where it stands and why."""

    def __init__(self, what):
        super().__init__(what)
        self.what = what
        self.path = []

    def __str__(self):
        return f"{'.'.join(reversed(self.path)) or 'object'}: {self.what}"


class Shared(dict):
    """A value that many objects have in common; its encoding is made once."""

    encoded = None


def varint(number):
    """The base-128 form of a number that is not negative."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


_SMALL_VARINTS = [varint(number) for number in range(2048)]


def delimited(payload):
    """Bytes with their length in front."""
    length = len(payload)
    return (_SMALL_VARINTS[length] if length < 2048 else varint(length)) + payload


class Field:
    """One line of a table."""

    def __init__(self, number, name, kind, always):
        self.number = number
        self.name = name
        self.always = always
        self.inline = kind.startswith("inline:")
        kind = kind.removeprefix("inline:")
        self.repeated = kind.startswith("[")
        self.map = kind.startswith("{")
        self.kind = kind.strip("[]{}")
        self.is_varint = self.kind in ("int", "bool")
        self.key = varint(number << 3 | (0 if self.is_varint and not self.map else 2))

    def zero(self):
        """What stands on the wire for a field that is absent in JSON."""
        if not self.always or self.repeated or self.map:
            return b""
        if self.is_varint:
            return self.key + b"\0"
        if self.kind == "quantity":
            return self.key + delimited(_quantity("0"))
        return self.key + delimited(MESSAGES[self.kind].empty() if self.kind in MESSAGES else b"")


class Message:
    """A message type: its fields in the order of their numbers."""

    def __init__(self, name, fields):
        self.name = name
        self.fields = sorted(fields, key=lambda field: field.number)
        self._plan = None
        self._known = None

    def empty(self):
        """The encoding of a value with nothing in it."""
        return self.encode({})

    def names(self):
        """The names that stand in JSON, those of inlined messages too."""
        own = {field.name for field in self.fields if not field.inline}
        return own.union(*(MESSAGES[field.kind].names() for field in self.fields if field.inline))

    def encode(self, value, is_inlined=False):
        """The encoding of a JSON object."""
        if type(value) is Shared and not is_inlined:
            if value.encoded is None:
                value.encoded = self._encode(value)
            return value.encoded
        if not isinstance(value, dict):
            raise EncodeError(f"an object belongs here, not {_json_type(value)}")
        if not is_inlined:
            self._note_unknown(value)
        return self._encode(value)

    def _encode(self, value):
        if self._plan is None:
            self._plan = [(field, field.name, field.zero(), _writer_of(field)) for field in self.fields]
        parts = []
        for field, name, zero, write in self._plan:
            own = value if field.inline else value.get(name)
            if own is None:
                parts.append(zero)
                continue
            try:
                parts.append(write(own))
            except EncodeError as error:
                error.path.append(name)
                raise
        return b"".join(parts)

    def _note_unknown(self, value):
        if self._known is None:
            self._known = self.names()
        for name in value.keys() - self._known:
            self._known.add(name)
            print(f"protobuf: {self.name} has no field {name}, which is left out", file=sys.stderr)


def table(text):
    """Adds the messages of a text: a name on a line of its own, its fields indented below it."""
    message = None
    for line in text.splitlines():
        words = line.split()
        if not words:
            continue
        if not line.startswith(" "):
            message = MESSAGES[words[0]] = Message(words[0], [])
            continue
        number, name, kind = words
        always = kind.endswith("!")
        message.fields.append(Field(int(number), name, kind.rstrip("!"), always))
        message.fields.sort(key=lambda field: field.number)


def encode(message, value):
    """The encoding of a JSON object as the message of that name."""
    return MESSAGES[message].encode(value)


def _writer_of(field):
    payload = _payload_of(field)
    key = field.key
    if field.map:
        return lambda value: _write_map(key, payload, value)
    if field.repeated:
        return lambda value: _write_list(key, payload, value)
    return lambda value: key + payload(value)


def _payload_of(field):
    """What writes the part behind the key: the number, or the length and the bytes."""
    if field.kind == "int":
        return _int
    if field.kind == "bool":
        return _bool
    if field.kind in _SCALARS:
        scalar = _SCALARS[field.kind]
        return lambda value: delimited(scalar(value))
    message = MESSAGES[field.kind]
    if field.inline:
        return lambda value: delimited(message.encode(value, True))
    return lambda value: delimited(message.encode(value))


def _write_list(key, payload, values):
    if not isinstance(values, list):
        raise EncodeError(f"an array belongs here, not {_json_type(values)}")
    parts = []
    for index, value in enumerate(values):
        try:
            parts.append(key + payload(value))
        except EncodeError as error:
            error.path.append(str(index))
            raise
    return b"".join(parts)


def _write_map(key, payload, values):
    if not isinstance(values, dict):
        raise EncodeError(f"an object belongs here, not {_json_type(values)}")
    parts = []
    for name in sorted(values):
        try:
            entry = b"\x0a" + delimited(_string(name)) + b"\x12" + payload(values[name])
        except EncodeError as error:
            error.path.append(name)
            raise
        parts.append(key + delimited(entry))
    return b"".join(parts)


def _int(value):
    if type(value) is not int:
        raise EncodeError(f"a whole number belongs here, not {_json_type(value)}")
    if not -(1 << 63) <= value < 1 << 63:
        raise EncodeError(f"{value} does not fit into 64 bits")
    if 0 <= value < 2048:
        return _SMALL_VARINTS[value]
    return varint(value & 0xFFFF_FFFF_FFFF_FFFF)


def _bool(value):
    if type(value) is not bool:
        raise EncodeError(f"true or false belongs here, not {_json_type(value)}")
    return b"\1" if value else b"\0"


def _string(value):
    if type(value) is not str:
        raise EncodeError(f"a string belongs here, not {_json_type(value)}")
    return value.encode("utf-8", "replace")


_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|([+-])(\d\d):(\d\d))\Z", re.ASCII)
_KNOWN_TIMES = {}


def _time(value):
    """A metav1.Time: seconds and nanoseconds, of which the API keeps only the seconds."""
    known = _KNOWN_TIMES.get(value) if type(value) is str else None
    if known is not None:
        return known
    match = _TIME.match(_string(value).decode())
    if match is None:
        raise EncodeError(f"{value!r} is no time of RFC 3339")
    year, month, day, hour, minute, second = (int(text) for text in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    seconds = calendar.timegm((year, month, day, hour, minute, second))
    if sign:
        seconds += (-1 if sign == "+" else 1) * (int(hours) * 3600 + int(minutes) * 60)
    known = b"\x08" + _int(seconds) + b"\x10\0"
    if len(_KNOWN_TIMES) < 10_000:
        _KNOWN_TIMES[value] = known
    return known


def _quantity(value):
    """A Quantity: its text."""
    if type(value) is int:
        value = str(value)
    return b"\x0a" + delimited(_string(value))


def _int_or_string(value):
    """An IntOrString: which of the two it is, and both."""
    if type(value) is int:
        return b"\x08\0\x10" + _int(value) + b"\x1a\0"
    return b"\x08\1\x10\0\x1a" + delimited(_string(value))


def _fields_v1(value):
    """A FieldsV1: JSON as bytes within protobuf."""
    return b"\x0a" + delimited(jsontext.dump(value))


_SCALARS = {
    "string": _string,
    "time": _time,
    "quantity": _quantity,
    "intorstring": _int_or_string,
    "fieldsv1": _fields_v1,
}


def _json_type(value):
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", int: "a number",
             float: "a number with a fraction", type(None): "null"}
    return names.get(type(value), type(value).__name__)
