"""Tests of the store and of field selectors, against a store that keeps every state whole."""

import random
import unittest

import fieldselectors
import resources
import statuses
import store

PODS = resources.RESOURCES["pods"]
NODES = resources.RESOURCES["nodes"]


def pod(name, node="n1", namespace="a"):
    """A small pod."""
    return {"metadata": {"name": name, "namespace": namespace}, "spec": {"nodeName": node}}


class States(unittest.TestCase):
    """What was, and what happened."""

    def test_every_state_of_the_history_can_be_had_again(self):
        chance = random.Random(4)
        kept, one = {}, store.Store()
        for _ in range(400):
            kind = chance.choice([PODS, PODS, NODES])
            name = f"x{chance.randrange(12)}"
            if chance.random() < 0.3:
                one.delete(kind, kind.key_of({"name": name, "namespace": "a"}))
            else:
                one.put(kind, pod(name, namespace=chance.choice(["a", "a-b"])))
            kept[one.version] = [(entry.key, entry.version) for entry in one.entries(PODS)]
        for version, wanted in kept.items():
            self.assertEqual([(entry.key, entry.version) for entry in one.entries(PODS, version)], wanted)
            self.assertEqual(wanted, sorted(wanted))

    def test_events_replayed_over_a_state_give_the_next_one(self):
        chance, one = random.Random(5), store.Store()
        selector = fieldselectors.parse("spec.nodeName=n1", PODS, PODS.default_fields)
        seen = {}
        for _ in range(300):
            name = f"x{chance.randrange(8)}"
            if chance.random() < 0.3:
                one.delete(PODS, f"a/{name}")
            else:
                one.put(PODS, pod(name, chance.choice(["n1", "n2"])))
        for event in one.events_after(PODS, 1000):
            told = event.seen_through(selector)
            if told is None:
                continue
            kind, entry = told
            self.assertEqual(entry.value["metadata"]["resourceVersion"], str(event.version))
            self.assertEqual(kind == "ADDED", entry.key not in seen)
            if kind == "DELETED":
                self.assertEqual(entry.value["spec"]["nodeName"], "n1")
                del seen[entry.key]
            else:
                seen[entry.key] = entry.version
        now = {entry.key: entry.version for entry in one.entries(PODS) if selector.selects(entry.value)}
        self.assertEqual(seen, now)

    def test_what_is_compacted_is_forgotten_and_nothing_else(self):
        one = store.Store()
        for number in range(5):
            one.put(PODS, pod(f"x{number}"))
        one.put(NODES, {"metadata": {"name": "n"}})
        one.compact(1003)
        self.assertIsNone(one.events_after(PODS, 1002))
        self.assertEqual([event.version for event in one.events_after(PODS, 1003)], [1004, 1005])
        self.assertEqual([event.version for event in one.events_after(NODES, 1000)], [1006])
        self.assertEqual(len(one.entries(PODS, 1003)), 3)

    def test_what_a_server_sets_stays_when_an_object_is_changed(self):
        one = store.Store()
        first = one.put(PODS, pod("x")).value["metadata"]
        second = one.put(PODS, pod("x", "n2")).value["metadata"]
        for name in ("uid", "creationTimestamp"):
            self.assertEqual(first[name], second[name])
        self.assertNotEqual(first["uid"], one.put(PODS, pod("y")).value["metadata"]["uid"])


class Selectors(unittest.TestCase):
    """Field selectors."""

    def test_terms(self):
        value = {"metadata": {"name": "a"}, "spec": {"nodeName": "n"}, "status": {"phase": "Running"}}
        for text, wanted in [
            ("", True), ("metadata.name=a", True), ("metadata.name==a", True), ("metadata.name!=a", False),
            ("spec.nodeName=n,status.phase=Pending", False), ("status.phase!=Pending,spec.nodeName=n", True),
            ("spec.hostNetwork=false", True), ("spec.hostNetwork=true", False), ("status.podIP=", True),
            ("spec.host=n", True),
        ]:
            selector = fieldselectors.parse(text, PODS, PODS.default_fields)
            self.assertEqual(selector.selects(value), wanted, text)

    def test_unknown_labels_and_nonsense_are_refused(self):
        for text in ("spec.hostIP=1", "metadata.name", "=a", "metadata.uid=1"):
            with self.assertRaises(statuses.StatusError) as caught:
                fieldselectors.parse(text, PODS, PODS.default_fields)
            self.assertEqual(caught.exception.code, 400)


if __name__ == "__main__":
    unittest.main()
