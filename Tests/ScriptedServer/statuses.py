"""The Status objects with which an API server says no."""


class StatusError(Exception):
    """An answer that is a Status."""

    def __init__(self, status):
        super().__init__(status.get("message"))
        self.status = status

    @property
    def code(self):
        """The HTTP status code."""
        return self.status["code"]

    @property
    def retry_after(self):
        """The seconds of the header Retry-After, or None."""
        return self.status.get("details", {}).get("retryAfterSeconds") or None


def failure(code, reason, message, details=None, metadata=None):
    """A Status of failure, its members in the order of Go's."""
    status = {"kind": "Status", "apiVersion": "v1", "metadata": metadata or {}, "status": "Failure",
              "message": message, "reason": reason}
    if details:
        status["details"] = details
    status["code"] = code
    return status


def bad_request(message):
    """400: the request makes no sense."""
    return StatusError(failure(400, "BadRequest", message))


def unauthorized():
    """401: no credentials, or not the right ones."""
    return StatusError(failure(401, "Unauthorized", "Unauthorized"))


def not_found(resource, name):
    """404: there is no object of that name."""
    full = f"{resource.name}.{resource.group}" if resource.group else resource.name
    details = {"name": name, "group": resource.group, "kind": resource.name}
    details = {key: value for key, value in details.items() if value}
    return StatusError(failure(404, "NotFound", f'{full} "{name}" not found', details))


def no_such_path():
    """404: nothing is served at that path."""
    return StatusError(failure(404, "NotFound", "the server could not find the requested resource", {}))


def method_not_allowed(method):
    """405: only GET is served."""
    return StatusError(failure(405, "MethodNotAllowed", f"{method} is not supported on this resource"))


def not_acceptable(supported):
    """406: no media type that the client takes is served."""
    message = "only the following media types are accepted: " + ", ".join(supported)
    return StatusError(failure(406, "NotAcceptable", message))


def expired(message, next_token=None):
    """410: what was asked for is no longer in the history."""
    return StatusError(failure(410, "Expired", message, metadata={"continue": next_token} if next_token else None))


def invalid_options(causes):
    """422: query parameters that do not go together; each cause is a field, a type, and words."""
    words = {"FieldValueForbidden": "Forbidden", "FieldValueNotSupported": "Unsupported value",
             "FieldValueInvalid": "Invalid value"}
    bodies = [(field, kind, f"{words[kind]}: {text}") for field, kind, text in causes]
    said = [f"{field}: {body}" for field, _, body in bodies]
    message = 'ListOptions.meta.k8s.io "" is invalid: ' + (said[0] if len(said) == 1 else f"[{', '.join(said)}]")
    details = {"group": "meta.k8s.io", "kind": "ListOptions",
               "causes": [{"reason": kind, "message": body, "field": field} for field, kind, body in bodies]}
    return StatusError(failure(422, "Invalid", message, details))


def invalid_version(text):
    """422: a resource version of a watch that is no number."""
    cause = {"reason": "FieldValueInvalid", "field": "resourceVersion",
             "message": f'Invalid value: "{text}": strconv.ParseUint: parsing "{text}": invalid syntax'}
    return StatusError(failure(422, "Invalid", f"resourceVersion: {cause['message']}", {"causes": [cause]}))


def internal(message):
    """500: the server is to blame."""
    return StatusError(failure(500, "InternalError", f"Internal error occurred: {message}",
                               {"causes": [{"message": message}]}))


def too_large_version(asked, current, retry_after=1):
    """504: a version of the future."""
    details = {"causes": [{"reason": "ResourceVersionTooLarge", "message": "Too large resource version"}]}
    if retry_after:
        details["retryAfterSeconds"] = retry_after
    message = f"Timeout: Too large resource version: {asked}, current: {current}"
    return StatusError(failure(504, "Timeout", message, details))
