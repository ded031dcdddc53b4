"""Whether this host can hold the tour: two pods and a connection between them, before anything is built."""
import asyncio
import time

import node as nodes
import pods as namespaces
import words
from attempts import Attempts

SECONDS_MAX = 10


def made_up(number):
    containers = [{"ports": [{"containerPort": 80}]}]
    return {
        "metadata": {"namespace": "check", "name": f"pod-{number}"},
        "status": {"podIPs": [{"ip": f"10.244.0.{number}"}]}, "spec": {"containers": containers}}


async def check(folder):
    """Says what is wrong where no connection passes."""
    await nodes.network()
    pods = [namespaces.Pod(made_up(number)) for number in (1, 2)]
    attempts = Attempts([(pods[0].name, pods[1].name), (pods[1].name, pods[0].name)])
    try:
        for place, pod in enumerate(pods):
            await pod.start(place, [pods[1 - place]], folder)
        readers = [asyncio.create_task(pod.read(attempts)) for pod in pods]
        deadline = time.monotonic() + SECONDS_MAX
        while attempts.differing():
            if time.monotonic() > deadline or any(reader.done() for reader in readers):
                raise words.TourError("an unfiltered connection does not pass between two namespaces: look at "
                                      "`nft list ruleset` and at security modules of this host")
            await asyncio.sleep(0.02)
    finally:
        for pod in pods:
            await pod.stop()
