"""What of the server's behaviour can be set."""


class SettingError(Exception):
    """A setting that does not exist, or a value it cannot have."""


# Name in the control channel: attribute, default, what is allowed.
_SETTINGS = {
    # Whether sendInitialEvents is served: "on"; refused as by old servers, with "400" or "422"; or "ignored".
    "watchList": ("watch_list", "on", ("on", "400", "422", "ignored")),
    # How a watch learns that its version is too old: by an event in the stream, or by the status of the answer.
    "gone": ("gone", "event", ("event", "status")),
    # The labels that field selectors may name, by resource, where they differ from what a real server allows.
    "fieldLabels": ("field_labels", {}, dict),
    # How long each of the seconds lasts for which a watch is asked.
    "secondMilliseconds": ("second_milliseconds", 1000, int),
    # Milliseconds between two bookmarks of a watch.
    "bookmarkMilliseconds": ("bookmark_milliseconds", 60_000, int),
    # Lists with version "0" are answered as of this version, as by a cache that lags behind; null: the newest.
    "cachedVersion": ("cached_version", None, (int, type(None))),
    # Milliseconds for which a version of the future is waited for.
    "futureMilliseconds": ("future_milliseconds", 0, int),
    # Whether lists are compressed for clients that ask for it.
    "gzip": ("gzip", True, bool),
    # Whether the protobuf form is served.
    "protobuf": ("protobuf", True, bool),
    # Tokens that are accepted; null: no token is asked for.
    "tokens": ("tokens", None, (list, type(None))),
    # Whether a request without a client certificate and without a token is refused.
    "clientCertificateNeeded": ("client_certificate_needed", False, bool),
}


class Settings:
    """The settings, each an attribute."""

    def __init__(self):
        for attribute, default, _ in _SETTINGS.values():
            setattr(self, attribute, default)

    def update(self, values):
        """Sets what is named."""
        for name, value in values.items():
            if name not in _SETTINGS:
                raise SettingError(f"there is no setting {name}; there are: {', '.join(sorted(_SETTINGS))}")
            attribute, _, allowed = _SETTINGS[name]
            is_word = isinstance(allowed, tuple) and isinstance(allowed[0], str)
            if not (value in allowed if is_word else isinstance(value, allowed)):
                raise SettingError(f"the setting {name} cannot be {value!r}")
            setattr(self, attribute, value)
