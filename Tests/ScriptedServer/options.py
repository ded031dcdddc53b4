"""The query parameters of lists and watches, and what of them does not go together."""

import base64
import json

import fieldselectors
import statuses


class Options:
    """What a query asks for."""

    def __init__(self, query, resource, settings):
        self.watch = _bool(query, "watch")
        self.limit = _int(query, "limit") or 0
        self.token = query.get("continue", "")
        self.version = query.get("resourceVersion", "")
        self.match = query.get("resourceVersionMatch", "")
        self.timeout_seconds = _int(query, "timeoutSeconds")
        self.bookmarks = _bool(query, "allowWatchBookmarks") or False
        self.initial_events = _bool(query, "sendInitialEvents")
        self._set_defaults(settings)
        self._check(settings)
        if query.get("labelSelector"):
            raise statuses.bad_request("this test server does not know label selectors")
        supported = settings.field_labels.get(resource.name, resource.default_fields)
        text = query.get("fieldSelector", "")
        self.selector = fieldselectors.parse(text, resource, supported)

    def _set_defaults(self, settings):
        if settings.watch_list == "ignored" and self.watch:
            self.initial_events, self.match = None, ""
        is_legacy = self.version in ("", "0") and self.initial_events is None and not self.match
        if self.watch and is_legacy and settings.watch_list == "on":
            self.initial_events, self.match = True, "NotOlderThan"

    def _check(self, settings):
        causes = self._watch_causes(settings) if self.watch else self._list_causes()
        if causes and settings.watch_list == "400" and self.watch:
            raise statuses.bad_request(causes[0][2])
        if causes:
            raise statuses.invalid_options(causes)

    def _list_causes(self):
        match, causes = "resourceVersionMatch", []
        if self.match:
            if not self.version:
                causes.append((match, _FORBIDDEN, f"{match} is forbidden unless resourceVersion is provided"))
            if self.token:
                causes.append((match, _FORBIDDEN, f"{match} is forbidden when continue is provided"))
            if self.match not in ("Exact", "NotOlderThan"):
                causes.append((match, _UNSUPPORTED, f'"{self.match}": supported values: "Exact", "NotOlderThan", ""'))
            if self.match == "Exact" and self.version == "0":
                causes.append((match, _FORBIDDEN, f'{match} "exact" is forbidden for resourceVersion "0"'))
        if self.initial_events is not None:
            causes.append(("sendInitialEvents", _FORBIDDEN, "sendInitialEvents is forbidden for list"))
        return causes

    def _watch_causes(self, settings):
        match, causes = "resourceVersionMatch", []
        if self.initial_events is not None:
            if self.match != "NotOlderThan":
                words = f"sendInitialEvents requires setting {match} to NotOlderThan"
                causes.append((match, _FORBIDDEN, words))
            if settings.watch_list in ("400", "422"):
                words = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"
                causes.append(("sendInitialEvents", _FORBIDDEN, words))
        elif self.match:
            causes.append((match, _FORBIDDEN, f"{match} is forbidden for watch unless sendInitialEvents is provided"))
        if self.match and self.match != "NotOlderThan":
            causes.append((match, _UNSUPPORTED, f'"{self.match}": supported values: "NotOlderThan"'))
        if self.match and self.token:
            causes.append((match, _FORBIDDEN, f"{match} is forbidden when continue is provided"))
        return causes


_FORBIDDEN = "FieldValueForbidden"
_UNSUPPORTED = "FieldValueNotSupported"


def version_number(text):
    """The number that a resource version is; None where it is none."""
    if text == "":
        return 0
    return int(text) if text.isascii() and text.isdigit() and int(text) < 1 << 64 else None


def encode_token(version, start):
    """The token with which a list goes on: the version of its first page, and the key to begin with."""
    text = json.dumps({"v": "meta.k8s.io/v1", "rv": version, "start": start}, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_token(token):
    """The version and the first key of a token."""
    try:
        text = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        value = json.loads(text)
        if value["v"] == "meta.k8s.io/v1" and type(value["rv"]) is int and value["rv"] != 0 and value["start"]:
            return value["rv"], value["start"]
    except (ValueError, KeyError, TypeError):
        pass
    raise statuses.bad_request("invalid continue token: continue key is not valid")


def _bool(query, name):
    """None where the parameter is absent; as in Go, all but `0` and `false` is true."""
    if name not in query:
        return None
    return query[name] != "0" and query[name].lower() != "false"


def _int(query, name):
    text = query.get(name, "")
    if not text:
        return None
    try:
        return int(text)
    except ValueError:
        raise statuses.bad_request(f'strconv.ParseInt: parsing "{text}": invalid syntax') from None
