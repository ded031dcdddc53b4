"""The two forms in which objects go over the wire, and which of them a client gets."""

import base64

import container_fields  # noqa: F401  (these six fill the table of messages)
import jsontext
import meta_fields  # noqa: F401
import node_fields  # noqa: F401
import pod_fields  # noqa: F401
import policy_fields  # noqa: F401
import protobuf
import resources
import service_fields  # noqa: F401
import statuses

END_OF_INITIAL_EVENTS = {"k8s.io/initial-events-end": "true"}


def bookmark(resource, version, annotations=None):
    """The object of a bookmark: nothing but a version, the rest as Go writes what is empty."""
    metadata = {"resourceVersion": str(version), "creationTimestamp": None}
    if annotations:
        metadata["annotations"] = annotations
    return {"kind": resource.kind, "apiVersion": resource.api_version, "metadata": metadata, **resource.skeleton}


class JSONCodec:
    """Objects as JSON, events as one line each."""

    name = "json"
    media_type = "application/json"
    watch_media_type = "application/json"

    def list_body(self, resource, metadata, entries):
        """A list with that metadata; its items have no kind and apiVersion of their own."""
        head = jsontext.dump({"kind": resource.kind + "List", "apiVersion": resource.api_version,
                              "metadata": metadata})
        return b"".join([head[:-1], b',"items":[', b",".join([self.item(entry) for entry in entries]), b"]}\n"])

    def body(self, value):
        """An object that says its kind: a Status, say."""
        return jsontext.dump(value) + b"\n"

    def entry_body(self, entry):
        """One stored object."""
        return self._whole(entry) + b"\n"

    def event(self, kind, entry):
        """An event about a stored object."""
        return b'{"type":"%s","object":%s}\n' % (kind.encode(), self._whole(entry))

    def event_of(self, kind, value):
        """An event about any object at all."""
        return b'{"type":%s,"object":%s}\n' % (jsontext.dump(kind), jsontext.dump(value))

    def garbage(self):
        """What stands where an event should be, and is none."""
        return b'{"type":"MODIFIED","object":{"kind":"Pod","metadata":{"name":]}\n'

    def item(self, entry):
        """A stored object without its kind; made once."""
        item = entry.encoded.get("json")
        if item is None:
            item = entry.encoded["json"] = jsontext.dump(entry.value)
        return item

    def _whole(self, entry):
        head = '{"kind":"%s","apiVersion":"%s",' % (entry.resource.kind, entry.resource.api_version)
        return head.encode() + self.item(entry)[1:]


class ProtobufCodec:
    """Objects in the envelope of the API's protobuf form, events as frames with their length in front."""

    name = "protobuf"
    media_type = "application/vnd.kubernetes.protobuf"
    watch_media_type = "application/vnd.kubernetes.protobuf;stream=watch"

    _MAGIC = b"k8s\0"

    def list_body(self, resource, metadata, entries):
        """A list with that metadata."""
        parts = [b"\x0a" + protobuf.delimited(protobuf.encode("ListMeta", metadata))]
        parts += [b"\x12" + protobuf.delimited(self.item(entry)) for entry in entries]
        return self._envelope(resource.api_version, resource.kind + "List", b"".join(parts))

    def body(self, value):
        """An object that says its kind; of one that has no table only the metadata is written."""
        kind, version = value.get("kind") or "", value.get("apiVersion") or ""
        resource = resources.BY_KIND.get(kind.removesuffix("List"))
        if resource and kind.endswith("List"):
            metadata = protobuf.delimited(protobuf.encode("ListMeta", value.get("metadata") or {}))
            items = [protobuf.delimited(protobuf.encode(resource.kind, _without_kind(item)))
                     for item in value.get("items") or []]
            return self._envelope(version, kind, b"\x0a" + metadata + b"".join(b"\x12" + item for item in items))
        if kind in protobuf.MESSAGES:
            return self._envelope(version, kind, protobuf.encode(kind, _without_kind(value)))
        metadata = protobuf.encode("ObjectMeta", value.get("metadata") or {})
        return self._envelope(version, kind, b"\x0a" + protobuf.delimited(metadata))

    def entry_body(self, entry):
        """One stored object."""
        return self._envelope(entry.resource.api_version, entry.resource.kind, self.item(entry))

    def event(self, kind, entry):
        """An event about a stored object."""
        return self._frame(kind, self.entry_body(entry))

    def event_of(self, kind, value):
        """An event about any object at all."""
        return self._frame(kind, self.body(value))

    def garbage(self):
        """A frame of the right form, with bytes in it that are no message."""
        return (12).to_bytes(4, "big") + b"\x0a\x05ADDED\x12\x7f\x0a\x7f\xff"

    def _frame(self, kind, raw):
        event = b"\x0a" + protobuf.delimited(kind.encode()) + b"\x12" + protobuf.delimited(
            b"\x0a" + protobuf.delimited(raw))
        return len(event).to_bytes(4, "big") + event

    def _envelope(self, version, kind, raw):
        """The magic number and a runtime.Unknown: type, object, encoding (none), content type (not said)."""
        head = b"\x0a" + protobuf.delimited(version.encode()) + b"\x12" + protobuf.delimited(kind.encode())
        return b"".join([self._MAGIC, b"\x0a", protobuf.delimited(head), b"\x12", protobuf.varint(len(raw)), raw,
                         b"\x1a\0\x22\0"])

    def item(self, entry):
        """A stored object without its kind; made once."""
        item = entry.encoded.get("protobuf")
        if item is None:
            item = entry.encoded["protobuf"] = protobuf.encode(entry.resource.kind, entry.value)
        return item


JSON = JSONCodec()
PROTOBUF = ProtobufCodec()
CODECS = {codec.name: codec for codec in (JSON, PROTOBUF)}


def negotiate(accept, is_protobuf_served=True):
    """The codec for a header Accept: of what the client takes, what it prefers."""
    served = [JSON, PROTOBUF] if is_protobuf_served else [JSON]
    if not accept:
        return JSON
    clauses = [_clause(text) for text in accept.split(",")]
    for _, media_type, parameters in sorted(clauses, key=lambda clause: -clause[0]):
        if parameters.keys() - {"stream", "q", "charset", "pretty"}:
            # as=Table and its like: a client that wants only that gets none here.
            continue
        for codec in served:
            if media_type in (codec.media_type, "*/*", codec.media_type.split("/")[0] + "/*"):
                return codec
    raise statuses.not_acceptable([codec.media_type for codec in served])


def convert(line):
    """A line of JSON as a line of base64 protobuf, or a line that begins with `!` and says why not."""
    import json
    try:
        value = json.loads(line)
        if not isinstance(value, dict) or value.get("kind", "").removesuffix("List") not in protobuf.MESSAGES:
            return "! there is no table for this kind"
        return base64.b64encode(PROTOBUF.body(value)).decode()
    except (ValueError, protobuf.EncodeError, RecursionError) as error:
        return f"! {error}".replace("\n", " ")


def _clause(text):
    """Weight, media type and parameters of one part of Accept."""
    media_type, *parameters = [part.strip() for part in text.split(";")]
    named = dict(parameter.split("=", 1) for parameter in parameters if "=" in parameter)
    try:
        weight = float(named.get("q", "1"))
    except ValueError:
        weight = 0.0
    return weight, media_type.lower(), named


def _without_kind(value):
    return {name: part for name, part in value.items() if name not in ("kind", "apiVersion")}
