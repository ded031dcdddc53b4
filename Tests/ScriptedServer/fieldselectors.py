"""Field selectors: which they are, and whether an object is selected."""

import re

import statuses


class Selector:
    """All terms have to hold; without a term everything is selected."""

    def __init__(self, text, terms):
        self.text = text
        self._terms = terms

    def __bool__(self):
        return bool(self._terms)

    def selects(self, value):
        """Whether an object, given as JSON, is selected."""
        return all((_field(value, label) == wanted) == is_equal for label, wanted, is_equal in self._terms)


EVERYTHING = Selector("", [])


def parse(text, resource, supported):
    """The selector that a query parameter says; unsupported labels are an error, worded as the real server words it."""
    terms = []
    for part in _split(text):
        match = re.fullmatch(r"([^=!]+)(==|!=|=)(.*)", part, re.DOTALL)
        if match is None:
            raise statuses.bad_request(f'invalid selector: "{text}"; can\'t understand "{part}"')
        label, operator, value = match.groups()
        label = "spec.nodeName" if resource.kind == "Pod" and label == "spec.host" else label
        if label not in supported:
            raise statuses.bad_request(_refusal(label, resource))
        terms.append((label, re.sub(r"\\([\\,=])", r"\1", value), operator != "!="))
    return Selector(text, terms)


def _split(text):
    """The terms, cut at commas that no backslash stands before."""
    return [part for part in re.split(r"(?<!\\),", text) if part]


def _refusal(label, resource):
    if resource.group:
        return f'"{label}" is not a known field selector: only "metadata.name", "metadata.namespace"'
    return f"field label not supported: {label}"


# Fields that are booleans in the object are false where they are absent.
_BOOLEANS = ("spec.hostNetwork", "spec.unschedulable")


def _field(value, label):
    if label == "status.podIPs":
        label = "status.podIP"
    for name in label.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if label in _BOOLEANS:
        return "true" if value is True else "false"
    return value if isinstance(value, str) else ""
