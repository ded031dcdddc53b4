"""JSON as an API server writes it: without spaces, in UTF-8, with the few escapes that Go's encoder makes."""

import json

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def dump(value):
    """The bytes of a value."""
    text = _encode(value)
    for character in "<>&\u2028\u2029":
        if character in text:
            text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace")
