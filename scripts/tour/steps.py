"""The steps of the tour: each says what it does, shows the command, does it, and compares reality with the judge."""
import asyncio
import json
import time

import judge
import node as nodes
import pods as namespaces
import words
from attempts import Attempts
from pod import HURRY_SECONDS
from stage import SETTLE_SECONDS_MAX, Stage
from table import Table

CLUSTER = "deploy/examples/cluster.yaml"
NODE_NAME = "node-1"
RUN = f"martlet run --server {nodes.SERVER} --node-name {NODE_NAME}"


class Tour(Stage):
    """Goes through the steps, in order."""

    def __init__(self, node, screen, example, keys, not_owned):
        super().__init__(node, screen, keys)
        self.not_owned = not_owned
        self.policy_path = f"deploy/examples/{example}/policy.yaml"
        self.policies = nodes.documents(f"{node.folder}/{self.policy_path}")
        self.created = []

    async def run(self):
        await self.begin_cluster()
        for policy in self.policies:
            await self.create(policy)
        await self.explain()
        await (self.flush_owned() if await self.is_owned() else self.flush_shared())
        await self.kill()
        await self.restart()
        await self.delete()
        self.screen.write("", self.screen.paint(
            "bold", f"   {self.attempts.count:,} attempts to connect, and not one went otherwise than it should."), "")
        self.screen.sentence("All of it was in a network namespace that ends now. Times are those of debug builds; "
                             "docs/benchmarks.md has others, and docs/install.md the next step.")

    async def begin_cluster(self):
        """A node, its pods and its agent: nothing is forbidden yet."""
        self.title("A small cluster without a policy: everything connects")
        self.screen.sentence(
            "A small API server knows the cluster, each of its pods is a network namespace, and the agent guards them.")
        await nodes.network()
        self.screen.command("martlet-apiserver &")
        await self.node.start_server("martlet-apiserver")
        await self.create_cluster()
        self.pods = [namespaces.Pod(thing) for thing in (await self.node.get("/api/v1/pods"))["items"]]
        self.pods.sort(key=lambda pod: "web api db proxy prometheus dns".find(pod.short.split("-")[0]))
        await self.begin_attempts()
        await self.node.watch_policies()
        if self.not_owned:
            await self.node.run("nft add table inet martlet")
        self.screen.command(f"{RUN} &")
        seconds = await self.node.start_agent(RUN)
        self.says = f"martlet run is process {self.node.agent.pid}"
        await self.settle("with no policy at all every pod should connect: look at security modules of this host")
        await self.finish(f"the agent was ready after {words.milliseconds(seconds)}")

    async def create_cluster(self):
        """Node, namespaces and pods: at once where there is kubectl, and one after another by curl."""
        if self.node.kubectl:
            return await self.command(self.node.apply(CLUSTER, None), lines_max=4)
        found = nodes.documents(f"{self.node.folder}/{CLUSTER}")
        commands = [self.node.apply(self.split(document, f"{document.kind.lower()}-"), document) for document in found]
        await self.command(commands[0])
        for command in commands[1:]:
            await self.node.run(command)
        self.screen.output(f"… and so {len(commands) - 1} times more, for each object of {CLUSTER}")

    def split(self, document, prefix=""):
        """A document as a file of its own, which commands name."""
        name = prefix + "-".join(part for part in (document.namespace, document.name) if part) + ".yaml"
        with open(f"{self.node.folder}/{name}", "w") as file:
            file.write(document.text)
        return name

    async def begin_attempts(self):
        pairs = [(one.name, other.name) for one in self.pods for other in self.pods if one is not other]
        self.attempts = Attempts(pairs)
        for place, pod in enumerate(self.pods):
            await pod.start(place, [other for other in self.pods if other is not pod], self.node.folder)
            self.readers.append(asyncio.create_task(pod.read(self.attempts)))
        self.screen.begin(Table(self.pods, self.attempts, self.screen.signs, self.screen.paint), self.status)

    async def create(self, policy):
        """A policy is created through the API; the table follows."""
        name = f"{policy.namespace}/{policy.name}"
        self.title(f"The policy {name} is created")
        thing = await self.node.dry_run(policy)
        self.created.append(self.split(policy))
        source = f" It is a part of {self.policy_path}." if len(self.created) == 1 else ""
        self.screen.sentence(f"By {self.created[-1]}, {words.policy(thing)}.{source}")
        await self.change(self.node.apply(self.created[-1], policy), await self.expected())

    async def delete(self):
        """All policies are deleted: everything connects again."""
        self.title("The policies are deleted, and everything connects again")
        self.screen.sentence("Nothing is left of them in the kernel, as nothing was there before.")
        self.created = []
        goal = await self.expected()
        # They go one after another, and what is left meanwhile may mean anything.
        self.attempts.excuse_all()
        await self.change(self.node.delete(self.policy_path, self.policies), goal)

    async def expected(self):
        files = " ".join(f"-f {file}" for file in [CLUSTER, *self.created])
        listed, _ = await self.node.run(f"martlet list -q -o json {files} 2>/dev/null")
        return judge.expected(listed, self.pods)

    async def change(self, command, goal):
        """Runs a command that changes policies, and measures how soon the kernel follows."""
        news = [pair for pair in self.attempts.pairs if goal[pair] != self.attempts.goal[pair]]
        opened = sum(goal[pair] for pair in news)
        self.attempts.begin_change(goal)
        await self.hurry(news[0] if news else None)
        told_before = len(self.node.told)
        await self.command(command)
        await self.settle("reality differs from what martlet list says")
        told = self.node.told[told_before:]
        first = self.attempts.first(goal[news[0]], told[0] - 1) if news and told else None
        await self.hurry(None)
        changes = [f"{words.some(count, 'pair')} {what}" for count, what in
                   ((opened, "opened"), (len(news) - opened, "closed")) if count]
        await self.finish(", ".join(changes) or "nothing between these pods changes",
                          first and self.soon(goal[news[0]], first, told))

    def soon(self, passed, first, told):
        """How soon after the API server's word an attempt first had its new outcome; one began every 2 ms."""
        word = max((time for time in told if time <= first), default=told[0])
        what = "connected" if passed else "was stopped"
        seconds = max(first - word, HURRY_SECONDS)
        return f"the first attempt {what} within {words.milliseconds(seconds)} of the API server's answer"

    async def explain(self):
        """Why one of the stopped connections is stopped."""
        pair = self.stopped_pair()
        if not pair:
            return
        one, other = (self.pod(name) for name in pair)
        self.title(f"Why does {one.short} not reach {other.short}?")
        self.screen.sentence("Commands without a source ask the agent that runs here, by its socket.")
        command = f"martlet explain {one.name} {other.name}:{other.port} -4"
        self.screen.command(command)
        text, code = await self.node.run(command, succeeds=False)
        if code != 3:
            raise words.TourError(f"`{command}` ended with {code} instead of 3, denied:\n{text}")
        answer, _, rest = text.partition("\n\n")
        more = f"… {len(rest.splitlines())} more lines: its way through the rules, and what would open it"
        self.screen.output(f"{answer}\n{more}")
        self.screen.write("")
        if nodes.logs_packets():
            await self.observe(one, other)
            await self.finish("explain, the log and the attempts agree")
        else:
            self.screen.sentence("This kernel has no nfnetlink_log, so the agent hears of no packet that is stopped.")
            await self.finish("explain and the attempts agree")

    def stopped_pair(self):
        """A stopped pair of pods; rather not of the same workload."""
        workloads = {pod.name: pod.workload for pod in self.pods}
        stopped = [pair for pair in self.attempts.pairs if not self.attempts.goal[pair]]
        return min(stopped, key=lambda pair: workloads[pair[0]] == workloads[pair[1]], default=None)

    async def observe(self, one, other):
        await self.hurry((one.name, other.name))
        command = f"martlet observe | grep '^{one.name} .*{other.name} ' | tail -n 1"
        self.screen.command(command)
        for _ in range(50):
            line, _ = await self.node.run(command)
            if line:
                break
            await self.hold(0.1)
        else:
            raise words.TourError(f"the agent has no log line of {one.name} and {other.name}: {command}")
        self.screen.output(line)
        await self.hurry(None)

    async def is_owned(self):
        text, _ = await self.node.run("martlet status -o json")
        return json.loads(text)["tableOwned"]

    async def flush_owned(self):
        """Nobody but the agent can change its table."""
        self.title("The ruleset is flushed under the running agent")
        self.screen.sentence(
            "The table belongs to the agent: the kernel keeps it through a flush, and refuses to delete it.")
        await self.command("nft flush ruleset")
        await self.command("nft delete table inet martlet", succeeds=False)
        before = self.attempts.count
        await self.hold(1.5)
        await self.command("martlet verify")
        await self.finish(f"not one of {self.attempts.count - before} attempts noticed")

    async def flush_shared(self):
        """Where the table has no owner, the agent puts it right as soon as it hears of it."""
        self.title("The ruleset is flushed under the running agent")
        self.screen.sentence(
            "Nobody owns this table, as before Linux 6.9: the agent hears of the flush, and mends what is gone.")
        pair = self.stopped_pair()
        self.attempts.excuse_all()
        await self.hurry(pair)
        mended = self.node.log_count("agent.log", "put right")
        began = time.monotonic()
        await self.command("nft flush ruleset")
        while self.node.log_count("agent.log", "put right") == mended:
            if time.monotonic() > began + SETTLE_SECONDS_MAX:
                raise words.TourError(f"the agent did not mend the table.\n{self.node.log('agent.log')}")
            await asyncio.sleep(0.005)
        await self.hold(0.3)
        await self.settle("the table was not put right")
        passed = [at for at, was in self.attempts.history if was and at >= began]
        await self.hurry(None)
        await self.command("martlet verify")
        seconds = passed[-1] - passed[0] + HURRY_SECONDS if passed else 0
        opened = f"was open for {words.milliseconds(seconds)}" if passed else "never opened"
        await self.finish("the table is whole again", pair and f"a stopped pair, tried every 2 ms, {opened}")

    async def kill(self):
        """Rules stay when the agent dies."""
        self.title("The agent is killed, and its rules go on")
        self.screen.sentence("The rules are the kernel's: without an agent nothing new is learnt, and nothing opens.")
        agent, self.node.agent = self.node.agent, None
        await self.command(f"kill -9 {agent.pid}")
        await agent.wait()
        self.says = "no agent runs"
        before = self.attempts.count
        await self.hold(2)
        await self.finish(f"without an agent, {self.attempts.count - before} attempts went as before")

    async def restart(self):
        """The next agent takes over what is there."""
        self.title("The agent starts again, and takes its rules over")
        self.screen.sentence("It finds what the other one left, takes it over, and changes nothing that is right.")
        before = self.attempts.count
        self.screen.command(f"{RUN} &")
        seconds = await self.node.start_agent(RUN)
        self.says = f"martlet run is process {self.node.agent.pid}"
        await self.hold(1)
        await self.command("martlet verify")
        await self.finish(
            f"it was ready after {words.milliseconds(seconds)}; {self.attempts.count - before} attempts went as before")
