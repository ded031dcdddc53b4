"""The table of who connects to whom."""

MARGIN = "   "
GAP = "  "


class Table:
    """Draws what became of the attempts, a row for each sender and a column for each receiver.

    What changed in this step stands out: in colour, or in brackets where there is none.
    """

    def __init__(self, pods, attempts, signs, paint):
        self.pods, self.attempts, self.signs, self.paint = pods, attempts, signs, paint
        self.first = max(len(row_name(pod)) for pod in pods)
        self.widths = [max(len(pod.short), len(f":{pod.port}"), 3) for pod in pods]

    @property
    def columns(self):
        """How wide it is."""
        return len(MARGIN) + self.first + sum(len(GAP) + width for width in self.widths)

    def lines(self):
        """Its lines, the two of the heading first."""
        yield self.heading("", [pod.short for pod in self.pods])
        yield self.heading("from \\ to", [f":{pod.port}" for pod in self.pods])
        for sender in self.pods:
            cells = [GAP + self.cell(sender, *where) for where in zip(self.pods, self.widths)]
            yield (MARGIN + row_name(sender).ljust(self.first) + "".join(cells)).rstrip()

    def legend(self):
        """What the signs mean."""
        changed = f"{self.paint('green!', ' ')}{self.paint('red!', ' ')}" if self.paint.is_on else "[ ]"
        return (f"{MARGIN}{self.paint('green', self.signs.passes)} connects   "
                f"{self.paint('red', self.signs.stopped)} stopped   {changed} changed by this step")

    def heading(self, first, names):
        cells = [GAP + name.center(width) for name, width in zip(names, self.widths)]
        return self.paint("dim", (MARGIN + first.ljust(self.first) + "".join(cells)).rstrip())

    def cell(self, sender, receiver, width):
        left = " " * ((width - 3) // 2 + (width - 3) % 2)
        return left + self.sign((sender.name, receiver.name)) + " " * (width - 3 - len(left))

    def sign(self, pair):
        passed = None if pair[0] == pair[1] else self.attempts.outcome(pair)
        if passed is None:
            return self.paint("dim", f" {self.signs.itself if pair[0] == pair[1] else self.signs.unknown} ")
        sign, colour = (self.signs.passes, "green") if passed else (self.signs.stopped, "red")
        if not self.attempts.is_changed(pair):
            return self.paint(colour, f" {sign} ")
        return self.paint(colour + "!", f" {sign} ") if self.paint.is_on else f"[{sign}]"


def row_name(pod):
    return f"{pod.name.split('/')[0]}/{pod.short}"
