"""Words, signs and colours."""
import textwrap


ASCII = {"→": "->", "✓": "+", "✗": "-", "·": "|", "…": "...", "─": "="}
STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "cyan": "36", "red!": "41;97;1", "green!": "42;97;1"}


class TourError(Exception):
    """What went wrong, in a sentence for whoever ran the tour."""


class Signs:
    """How outcomes look: in signs where the locale has them, in ASCII elsewhere."""

    def __init__(self, environment):
        locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "utf-8")
        fancy = "utf" in locale.lower()
        self.passes, self.stopped, self.itself, self.unknown = "✓✗·?" if fancy else "+-.?"
        self.fancy = fancy

    def plain(self, text):
        """Text with no sign that this locale does not have."""
        if self.fancy:
            return text
        return "".join(ASCII.get(letter, letter) for letter in text)


class Paint:
    """Colours, or none."""

    def __init__(self, is_on):
        self.is_on = is_on

    def __call__(self, style, text):
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.is_on and text else text


def can_paint(out, environment):
    """Whether the output is a terminal that takes colours, and nobody refused them."""
    return is_terminal(out, environment) and not environment.get("NO_COLOR")


def is_terminal(out, environment):
    """Whether the output is a terminal on which a line can be written again."""
    return out.isatty() and environment.get("TERM", "dumb") != "dumb"


def milliseconds(seconds):
    """`3.1 ms`."""
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def some(count, word):
    """`1 pair`, `2 pairs`."""
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def policy(thing):
    """What a policy does, in a few words."""
    spec, namespace = thing["spec"], thing["metadata"]["namespace"]
    selector = spec.get("podSelector") or {}
    labels = ", ".join(f"{key}={value}" for key, value in (selector.get("matchLabels") or {}).items())
    whom = f"all pods of {namespace}" if not selector else f"pods of {namespace} with {labels or 'some labels'}"
    types = [kind.lower() for kind in spec.get("policyTypes", ["Ingress"])]
    counts = [(len(spec.get(kind) or []), kind) for kind in types]
    rules = " and ".join(f"{some(count, 'rule')} for {kind}" for count, kind in counts if count)
    passes = f"what passes stands in {rules}" if rules else "no rule allows anything"
    return f"{whom} are isolated for {' and '.join(types)}; {passes}"


def folded(line, columns, indent, hanging=0):
    """A line as lines of at most so many columns; what goes on stands below, and deeper where it hangs."""
    depth = len(line) - len(line.lstrip()) + hanging
    return textwrap.wrap(
        line, columns, initial_indent=indent, subsequent_indent=indent + " " * depth, break_long_words=False,
        break_on_hyphens=False) or [""]
