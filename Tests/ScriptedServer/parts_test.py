"""Tests of small parts: options, tokens, faults, the head of a request, the population."""

import asyncio
import contextlib
import io
import json
import unittest
from unittest import mock

import h2.connection
import h2.events

import faults
import http1
import http2
import jsontext
import options
import population
import resources
import settings
import statuses
import wireforms


class Options(unittest.TestCase):
    """What does not go together is refused as the real server refuses it."""

    def test_refusals(self):
        for query, code in [
            ({"limit": "x"}, 400), ({"continue": "?"}, 400), ({"resourceVersionMatch": "Exact"}, 422),
            ({"resourceVersionMatch": "Exact", "resourceVersion": "0"}, 422), ({"sendInitialEvents": "1"}, 422),
            ({"resourceVersionMatch": "Odd", "resourceVersion": "1"}, 422), ({"labelSelector": "a=b"}, 400),
            ({"watch": "1", "sendInitialEvents": "true"}, 422),
            ({"watch": "1", "resourceVersionMatch": "NotOlderThan", "resourceVersion": "5"}, 422),
        ]:
            with self.assertRaises(statuses.StatusError, msg=query) as caught:
                made = options.Options(query, resources.RESOURCES["pods"], settings.Settings())
                options.decode_token(made.token)
            self.assertEqual(caught.exception.code, code, query)

    def test_an_old_style_watch_from_nowhere_begins_with_all_there_is(self):
        for version, wanted in (("", True), ("0", True), ("7", None)):
            query = {"watch": "true", "resourceVersion": version}
            made = options.Options(query, resources.RESOURCES["pods"], settings.Settings())
            self.assertEqual(made.initial_events, wanted)

    def test_tokens_come_back_as_they_were(self):
        for start in ("a/b\0", "\u00fc", "x" * 100):
            self.assertEqual(options.decode_token(options.encode_token(7, start)), (7, start))

    def test_settings_have_to_exist(self):
        for values in ({"nonsense": 1}, {"watchList": "maybe"}, {"gzip": 3}, {"tokens": "a"}):
            with self.assertRaises(settings.SettingError):
                settings.Settings().update(values)


class Pieces(unittest.TestCase):
    """How a body is cut."""

    def test_all_pieces_together_are_the_whole(self):
        for size in range(1, 9):
            for first in range(0, 9):
                body = faults.Body(None, {"dribble": size, "dribbleFirst": first})
                pieces = body._pieces(b"0123456")
                self.assertEqual(b"".join(pieces), b"0123456")
                self.assertTrue(all(0 < len(piece) <= max(size, first) for piece in pieces), (size, first, pieces))
                if 0 < first < 7:
                    self.assertEqual(len(pieces[0]), first)


class Heads(unittest.TestCase):
    """Requests of HTTP/1.1."""

    def test_a_head_is_taken_apart(self):
        request, length = http1._parse("GET /a?b=1&b=2&c HTTP/1.1\r\nHost: x\r\nAccept:  y \r\nContent-Length: 3")
        self.assertEqual((request.method, request.path, request.query), ("GET", "/a", {"b": "1", "c": ""}))
        self.assertEqual((request.headers["accept"], length), ("y", 3))
        for head in ("", "GET", "GET / HTTP/2", "GET / a HTTP/1.1"):
            self.assertRaises(ValueError, http1._parse, head)


class Leaving(unittest.TestCase):
    """GOAWAY, seen by a client of HTTP/2 that has no transport."""

    def test_what_runs_is_answered_what_comes_later_is_not_and_then_the_connection_is_closed(self):
        asyncio.run(self._leave())

    async def _leave(self):
        answered, may_end, connection = [], asyncio.Event(), mock.Mock()

        async def answer(exchange):
            answered.append(exchange.stream)
            await may_end.wait()

        connection.hub.answer = answer
        client = h2.connection.H2Connection()
        server = http2.Protocol(connection)
        head = [(":method", "GET"), (":path", "/"), (":scheme", "https"), (":authority", "x")]
        client.initiate_connection()
        client.send_headers(1, head, end_stream=True)
        server.receive(client.data_to_send())
        await asyncio.sleep(0)
        server.go_away(3)
        client.send_headers(3, head, end_stream=True)
        server.receive(client.data_to_send())
        await asyncio.sleep(0)
        self.assertEqual(answered, [1])
        connection.transport.close.assert_not_called()
        sent = b"".join(call.args[0] for call in connection.send.call_args_list)
        said = [event for event in client.receive_data(sent) if isinstance(event, h2.events.ConnectionTerminated)]
        self.assertEqual([(event.error_code, event.last_stream_id) for event in said], [(3, 1)])
        may_end.set()
        await asyncio.sleep(0.01)
        connection.transport.close.assert_called_once()


class Forms(unittest.TestCase):
    """JSON, and who gets which form."""

    def test_json_has_the_escapes_of_go(self):
        value = {"a": "<&>\u2028\u00e9\"\n", "b": [1, None, True, {}]}
        self.assertEqual(jsontext.dump(value),
                         b'{"a":"\\u003c\\u0026\\u003e\\u2028\xc3\xa9\\"\\n","b":[1,null,true,{}]}')
        self.assertEqual(json.loads(jsontext.dump(value)), value)

    def test_every_generated_object_has_a_place_for_each_of_its_fields(self):
        notes = io.StringIO()
        with contextlib.redirect_stderr(notes):
            for name, value in population.Population(3, pods=30, namespaces=2, policies=12, nodes=2).objects():
                wireforms.protobuf.encode(resources.RESOURCES[name].kind, value)
        self.assertEqual(notes.getvalue(), "")
        with contextlib.redirect_stderr(notes):
            wireforms.protobuf.encode("PodIP", {"ip": "10.0.0.1", "name": "x"})
        self.assertIn("PodIP has no field name", notes.getvalue())


if __name__ == "__main__":
    unittest.main()
