"""What became of the attempts to connect, and whether that is as it should be."""

WRONG_SHOWN_MAX = 6


class Attempts:
    """The last outcome for each pair of pods, and every one that is not what should hold.

    What should hold is True (connects), False (stopped) or, while a change is under way, None: either. A pair whose
    meaning a change leaves alone is not excused by it.
    """

    def __init__(self, pairs):
        self.pairs = pairs
        self.latest = {}
        self.goal = dict.fromkeys(pairs, True)
        self.holds = dict.fromkeys(pairs)
        self.since = dict.fromkeys(pairs, 0.0)
        self.count = 0
        self.wrong_count = 0
        self.wrong = []
        self.before = {}
        self.followed = None
        self.history = []

    def record(self, pair, began, passed):
        """Takes up the outcome of an attempt that began at that time."""
        self.count += 1
        if pair == self.followed:
            self.history.append((began, passed))
        before = self.latest.get(pair)
        if before and before[0] > began:
            return
        self.latest[pair] = (began, passed)
        if began >= self.since[pair] and self.holds[pair] not in (None, passed):
            self.wrong_count += 1
            self.wrong.append(f"{pair[0]} → {pair[1]}: {outcome(passed)}, and should be {outcome(not passed)}")
            del self.wrong[WRONG_SHOWN_MAX:]

    def begin_change(self, goal):
        """From now on `goal` is to be reached; where it differs from what holds, both are right for a while."""
        self.goal = goal
        for pair in self.pairs:
            if self.holds[pair] != goal[pair]:
                self.holds[pair] = None

    def excuse_all(self):
        """Either is right for a while, whatever holds."""
        self.holds = dict.fromkeys(self.pairs)

    def differing(self):
        """The pairs whose last outcome is not the goal."""
        return [pair for pair in self.pairs if self.outcome(pair) != self.goal[pair]]

    def settle(self, now):
        """The goal is reached, and holds for every attempt that begins from now on."""
        for pair in self.pairs:
            if self.holds[pair] is None:
                self.holds[pair], self.since[pair] = self.goal[pair], now

    def outcome(self, pair):
        """Whether the last attempt passed; None where there was none yet."""
        return self.latest.get(pair, (0, None))[1]

    def mark(self):
        """What changes from now on is what a step changes."""
        self.before = {pair: self.outcome(pair) for pair in self.pairs}

    def is_changed(self, pair):
        """Whether its outcome is another one than when the step began."""
        return self.before.get(pair) not in (None, self.outcome(pair))

    def follow(self, pair):
        """Keeps every attempt of one pair from now on; None keeps none."""
        self.followed, self.history = pair, []

    def first(self, passed, since):
        """When the first followed attempt after `since` began that had this outcome; None where none had."""
        return min((began for began, was in self.history if was == passed and began >= since), default=None)


def outcome(passed):
    return {True: "connects", False: "stopped", None: "not tried yet"}[passed]
