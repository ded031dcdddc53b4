"""Tests of the protobuf writer and its tables, against bytes put together by hand."""

import unittest

import wireforms  # noqa: F401  (fills the tables)
import protobuf


class Encoding(unittest.TestCase):
    """Single values."""

    def test_numbers_are_base_128_and_negative_ones_have_ten_bytes(self):
        self.assertEqual(protobuf.varint(300), b"\xac\x02")
        self.assertEqual(protobuf._int(-1), b"\xff" * 9 + b"\x01")
        self.assertEqual(protobuf._int(2048), b"\x80\x10")

    def test_what_is_no_pointer_in_go_is_written_empty(self):
        self.assertEqual(protobuf.encode("OwnerReference", {}), b"\x0a\0\x1a\0\x22\0\x2a\0")
        self.assertEqual(protobuf.encode("NetworkPolicyPort", {}), b"")

    def test_fields_stand_in_the_order_of_their_numbers(self):
        rule = {"endPort": 90, "port": 80, "protocol": "TCP"}
        self.assertEqual(protobuf.encode("NetworkPolicyPort", rule),
                         b"\x0a\x03TCP" + b"\x12\x06\x08\0\x10\x50\x1a\0" + b"\x18\x5a")

    def test_a_port_may_be_a_name(self):
        self.assertEqual(protobuf.encode("NetworkPolicyPort", {"port": "http"}),
                         b"\x12\x0a\x08\x01\x10\0\x1a\x04http")

    def test_times_are_seconds_and_an_empty_one_is_an_empty_message(self):
        self.assertEqual(protobuf._time("1970-01-01T00:02:08Z"), b"\x08\x80\x01\x10\0")
        self.assertEqual(protobuf._time("1970-01-01T02:02:08.9+02:00"), b"\x08\x80\x01\x10\0")
        self.assertIn(b"\x42\0", protobuf.encode("ObjectMeta", {"name": "a"}))

    def test_maps_are_sorted_and_inlined_fields_are_wrapped(self):
        self.assertEqual(protobuf.encode("LabelSelector", {"matchLabels": {"b": "2", "a": "1"}}),
                         b"\x0a\x06\x0a\x01a\x12\x011" + b"\x0a\x06\x0a\x01b\x12\x012")
        # A volume's source: configMap is field 19, whose name is in a message of its own.
        self.assertEqual(protobuf.encode("Volume", {"name": "v", "configMap": {"name": "c"}}),
                         b"\x0a\x01v\x12\x08\x9a\x01\x05\x0a\x03\x0a\x01c")

    def test_what_is_shared_is_written_as_if_it_were_not(self):
        plain = {"name": "main", "livenessProbe": {"httpGet": {"port": 80}, "periodSeconds": 3}}
        shared = protobuf.Shared(plain, livenessProbe=protobuf.Shared(plain["livenessProbe"]))
        for _ in range(2):
            self.assertEqual(protobuf.encode("Container", shared), protobuf.encode("Container", plain))

    def test_what_does_not_fit_is_refused_with_its_path(self):
        for value, said in [
            ({"spec": {"containers": [{"ports": [{"containerPort": "80"}]}]}},
             "spec.containers.0.ports.0.containerPort"),
            ({"metadata": {"creationTimestamp": "yesterday"}}, "metadata.creationTimestamp: 'yesterday' is no time"),
            ({"spec": {"hostNetwork": 1}}, "spec.hostNetwork: true or false"),
            ({"spec": []}, "spec: an object"),
            ({"metadata": {"labels": ["a"]}}, "metadata.labels: an object"),
            ({"status": {"podIPs": {}}}, "status.podIPs: an array"),
            ({"spec": {"priority": 1 << 64}}, "spec.priority: 18446744073709551616 does not fit"),
        ]:
            with self.assertRaises(protobuf.EncodeError) as caught:
                protobuf.encode("Pod", value)
            self.assertTrue(str(caught.exception).startswith(said), str(caught.exception))


if __name__ == "__main__":
    unittest.main()
