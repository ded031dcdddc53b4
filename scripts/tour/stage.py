"""What the steps of the tour stand on: commands that are shown and run, and attempts that are watched."""
import asyncio
import time

import words
from attempts import outcome

SETTLE_SECONDS_MAX = 10
READ_SECONDS_MAX = 120
LINES_MAX = 8


class Stage:
    """A node and its pods, what becomes of their attempts, and the screen that it is told on."""

    def __init__(self, node, screen, keys):
        self.node, self.screen, self.keys = node, screen, keys
        self.pods = []
        self.attempts = None
        self.readers = []
        self.number = 0
        self.says = "nobody guards this node yet"
        self.is_waiting = False

    async def stop(self):
        """Ends whatever was started."""
        for reader in self.readers:
            reader.cancel()
        for pod in self.pods:
            await pod.stop()
        await self.node.stop()

    def title(self, text):
        self.number += 1
        if self.attempts:
            self.attempts.mark()
        self.screen.title(self.number, text)

    async def command(self, command, succeeds=True, lines_max=8):
        self.screen.command(command)
        text, _ = await self.node.run(command, succeeds)
        self.screen.output(text, lines_max)

    async def hurry(self, pair):
        """Has one pair tried every 2 ms, and all that becomes of it kept; None ends that."""
        if self.attempts.followed:
            self.pod(self.attempts.followed[0]).say("calm")
        if pair:
            self.pod(pair[0]).say(f"hurry {pair[1]}")
        self.attempts.follow(pair)
        deadline = time.monotonic() + SETTLE_SECONDS_MAX
        while pair and not self.attempts.history and time.monotonic() < deadline:
            await self.hold(0.01)

    def pod(self, name):
        return next(pod for pod in self.pods if pod.name == name)

    async def settle(self, hint):
        """Waits until every pair is as it should be, which holds from then on."""
        deadline = time.monotonic() + SETTLE_SECONDS_MAX
        while self.attempts.differing():
            if time.monotonic() > deadline:
                lines = [f"{one} → {other}: {outcome(self.attempts.outcome((one, other)))}, and should be "
                         f"{outcome(self.attempts.goal[one, other])}" for one, other in self.attempts.differing()]
                self.fail(hint, lines)
            await self.hold(0.02)
        self.attempts.settle(time.monotonic())

    async def hold(self, seconds):
        """Lets attempts go on for a time, none of which may go wrong."""
        deadline = time.monotonic() + seconds
        while True:
            self.check()
            left = deadline - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(min(left, 0.05))

    def check(self):
        if self.attempts.wrong:
            self.fail(f"{words.some(self.attempts.wrong_count, 'attempt')} went wrong", self.attempts.wrong)
        if self.node.agent and self.node.agent.returncode is not None:
            raise words.TourError(f"the agent has ended.\n{self.node.log('agent.log')}")
        if any(reader.done() for reader in self.readers):
            raise words.TourError("what plays a pod has ended too early")

    def fail(self, what, lines):
        more = [f"and {len(lines) - LINES_MAX} more"] if len(lines) > LINES_MAX else []
        log = self.node.log("agent.log").rstrip()
        raise words.TourError("\n  ".join([f"{what}:", *lines[:LINES_MAX], *more]) + f"\nThe agent said last:\n{log}")

    async def finish(self, *results):
        """The end of a step: everything is as it should be, and the reader may look at it."""
        await self.hold(0.4)
        self.screen.show_table()
        for result in [*results, f"all {len(self.attempts.pairs)} pairs are as martlet list says"]:
            if result:
                self.screen.result(result)
        if self.keys:
            await self.wait_for_key()

    async def wait_for_key(self):
        self.is_waiting = True
        if not self.screen.is_live:
            self.screen.sentence("Any key goes on, Ctrl-C ends.")
        self.keys.pressed.clear()
        deadline = time.monotonic() + READ_SECONDS_MAX
        while not self.keys.pressed.is_set() and time.monotonic() < deadline:
            await self.hold(0.05)
        self.is_waiting = False

    def status(self):
        """The line below the table."""
        keys = " · any key goes on, Ctrl-C ends" if self.is_waiting else ""
        return self.screen.paint("dim", f"   {self.attempts.count:,} attempts · {self.says}{keys}")
