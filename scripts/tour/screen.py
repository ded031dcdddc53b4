"""Where the tour is told: text that scrolls, and on a terminal a table beneath it that stays and changes."""
import asyncio
import os
import shutil
import sys
import termios
import tty

import words

DRAWS_PER_SECOND = 10
ROWS_BESIDE_TABLE = 8
COLUMNS_MAX = 100
INDENT = "   "


class Screen:
    """Writes text, and below it the table: in place on a terminal that is large enough, once a step elsewhere.

    The table is always the last that was written. Text goes in its place, and it is written again beneath.
    """

    def __init__(self, signs):
        self.signs = signs
        self.paint = words.Paint(words.can_paint(sys.stdout, os.environ))
        self.table = None
        self.status = ""
        self.is_live = False
        self.drawn = 0
        self.drawing = None

    def begin(self, table, status):
        """From here on there is a table, and a line below it that `status` gives."""
        self.table, self.status = table, status
        size = shutil.get_terminal_size()
        height = len(list(table.lines())) + ROWS_BESIDE_TABLE
        fits = size.columns >= table.columns and size.lines >= height
        self.is_live = words.is_terminal(sys.stdout, os.environ) and fits
        if self.is_live:
            self.put("\x1b[?25l")
            self.drawing = asyncio.create_task(self.draw_on())

    def end(self):
        """Leaves the table as it is, and the terminal as it was."""
        if self.drawing:
            self.drawing.cancel()
            self.drawing = None
            self.write("")
            self.put("\x1b[?25h")

    def title(self, number, text):
        self.write("", self.paint("bold", f"── {number}  {text}"), "")

    def sentence(self, text):
        self.write(*words.folded(text, self.columns, INDENT), "")

    def command(self, text):
        self.write(*[self.paint("cyan", INDENT + line) for line in f"$ {text}".split("\n")])

    def output(self, text, lines_max=100):
        """What a command printed; of more than so many lines only the first, and how many there are."""
        lines = text.rstrip().split("\n") if text.strip() else []
        if len(lines) > lines_max:
            lines = [*lines[:lines_max - 1], f"… {len(lines) - lines_max + 1} lines more"]
        folded = [piece for line in lines for piece in words.folded(line, self.columns, INDENT, 2)]
        self.write(*[self.paint("dim", line) for line in folded])

    def result(self, text):
        self.write(self.paint("green", f"{INDENT}{self.signs.passes} {text}"))

    @property
    def columns(self):
        """How wide text may be."""
        return min(shutil.get_terminal_size().columns if sys.stdout.isatty() else COLUMNS_MAX, COLUMNS_MAX)

    def show_table(self):
        """Writes the table where it does not stand below all the time."""
        if not self.is_live:
            self.write("", *self.table.lines(), "")

    def write(self, *lines):
        """Writes lines where the table stood, and the table below."""
        if not lines:
            return
        text = [self.signs.plain(line) for line in lines]
        if not self.is_live:
            self.put("".join(f"{line}\n" for line in text))
            return
        self.draw(text)

    def draw(self, text=()):
        up = f"\x1b[{self.drawn}A" if self.drawn else ""
        rows = ["", *self.table.lines(), "", self.table.legend(), self.status()]
        self.drawn = len(rows)
        # Text may be wrapped at the right edge; a row of the table must not, since rows are counted.
        head = "".join(f"{line}\x1b[K\n" for line in text)
        body = "".join(f"{self.signs.plain(row)}\x1b[K\n" for row in rows)
        self.put(f"\r{up}{head}\x1b[?7l{body}\x1b[?7h\x1b[J")

    async def draw_on(self):
        while True:
            self.draw()
            await asyncio.sleep(1 / DRAWS_PER_SECOND)

    def put(self, text):
        sys.stdout.write(text)
        sys.stdout.flush()


class Keys:
    """The keys that are pressed while it is open: they are not echoed, and need no Enter. Ctrl-C stays what it is."""

    def __init__(self):
        self.pressed = asyncio.Event()
        self.before = termios.tcgetattr(sys.stdin)

    def open(self):
        tty.setcbreak(sys.stdin)
        asyncio.get_running_loop().add_reader(sys.stdin, self.read)

    def read(self):
        if not os.read(sys.stdin.fileno(), 1000):
            asyncio.get_running_loop().remove_reader(sys.stdin)
        self.pressed.set()

    def close(self):
        asyncio.get_running_loop().remove_reader(sys.stdin)
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self.before)
