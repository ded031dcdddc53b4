import JSON

@testable import EmbeddedAPI

/// A request that nobody should send, as bytes, with the statuses that may answer it.
struct HostileRequest: Sendable {
    let name: String
    let bytes: [UInt8]
    let statuses: [Int]

    /// A request: a path, or a method and a path, and headers and a body, whose length is said.
    init(_ name: String, _ line: String, headers: [String] = [], body: [UInt8] = [], is statuses: Int...) {
        let framing = body.isEmpty ? [] : ["Content-Length: \(body.count)"]
        let lines = [(line.contains(" ") ? line : "GET \(line)") + " HTTP/1.1", "Host: a"] + framing + headers
        self.init(name, Array(lines.map { $0 + "\r\n" }.joined().utf8) + Array("\r\n".utf8) + body, statuses)
    }

    /// Bytes as they are.
    init(_ name: String, _ bytes: [UInt8], _ statuses: [Int]) {
        self.name = name
        self.bytes = bytes
        self.statuses = statuses
    }
}

/// The table, by what is wrong.
enum HostileRequests {
    static let all = paths + queries + headers + bodies + patches + lines
    static let policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"

    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    private static func deep(_ count: Int, _ open: String, _ inside: String, _ close: String) -> [UInt8] {
        bytes(times(open, count), inside, times(close, count))
    }
    private static func bytes(_ parts: String...) -> [UInt8] { parts.flatMap { Array($0.utf8) } }

    private static let paths: [HostileRequest] =
        [
            "/api/v1/namespaces/default/../kube-system", "/api/v1/./namespaces", "/api/v1/namespaces/%2e%2e/pods",
            "/api/v1/namespaces/default%2fpods", "/api/v1/namespaces/%2E%2E%2Fetc", "//api/v1/pods", "/api//v1/pods",
            "/api/v1/pods//", "/api/v1/namespaces/%00", "/api/v1/namespaces/a%0d%0ab", "/api/v1/namespaces/%ff",
            "/api/v1/namespaces/%c0%ae%c0%ae", "/api/v1/namespaces/%ed%a0%80", "/api/v1/namespaces/%", "/%zz",
            "/api/v1/namespaces/%u0041", "/../../etc/passwd",
        ].map { HostileRequest("path \($0)", $0, is: 400) } + [
            HostileRequest("a long segment", "/api/v1/namespaces/" + times("a", 12_000), is: 404),
            HostileRequest("many segments", "/api" + times("/v1", 4_000), is: 404),
            HostileRequest("a path above the bound", "/" + times("a", 40_000), is: 414, 431),
            HostileRequest("a name that is none", "/api/v1/namespaces/%F0%9F%92%A9", is: 404),
            // libmicrohttpd hands on what stands before it: that is what access is checked for, and what is answered.
            HostileRequest("NUL", Array("GET /api\0/v1 HTTP/1.1\r\nHost: a\r\n\r\n".utf8), [200, 400]),
            HostileRequest(
                "bytes", Array("GET /api/".utf8) + [0xff, 0xfe] + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8), [400]),
            HostileRequest("another root", "http://a/api", is: 400), HostileRequest("a star", "OPTIONS *", is: 400),
        ]

    private static let badQueries: [String] = [
        "limit=-1", "limit=99999999999999999999", "limit=1e9", "limit=", "limit=%31%00", "limit=0x10",
        "continue=%ff", "continue=AAAA", "continue=" + times("A", 12_000),
        "continue=" + Base64.text(Array(#"{"rv":-1,"of":"pods","ns":"","name":""}"#.utf8)),
        "continue=" + Base64.text(Array(#"{"rv":1e400,"of":"pods","ns":"","name":""}"#.utf8)),
        "continue=" + Base64.text(deep(4_000, "[", "", "]")), "continue=e30&resourceVersion=5",
        "resourceVersion=-1", "resourceVersion=9223372036854775808", "resourceVersion=+", "resourceVersion=1%202",
        "resourceVersionMatch=exact", "labelSelector=" + times("(", 8_000),
        "labelSelector=" + times("a,", 4_000) + ",",
        "labelSelector=a%20in%20(" + times("b,", 4_000), "labelSelector=%ff", "labelSelector=a%3Db%00",
        "labelSelector=a>b", "labelSelector=a>99999999999999999999", "fieldSelector=%5C",
        "fieldSelector=" + times("%5C", 3_000),
        "fieldSelector=metadata.name%3Da%5C", "fieldSelector=x", "timeoutSeconds=-1", "timeoutSeconds=1h",
        "timeoutSeconds=99999999999", "watch=maybe", "pretty=%", "%=1", "a=%zz",
        "unknown=1", times("limit=1&", 3) + "x", "fieldManager=" + times("m", 129), "dryRun=all",
        "fieldValidation=strict", "gracePeriodSeconds=-1", "propagationPolicy=orphan", "%00=%00",
    ]

    private static let queries: [HostileRequest] =
        badQueries.map { HostileRequest("query \($0.prefix(60))", policies + "?" + $0, is: 400, 422) } + [
            HostileRequest("the future", policies + "?resourceVersion=9223372036854775807", is: 504),
            HostileRequest(
                "a token of the future",
                policies + "?continue="
                    + Base64.text(Array(#"{"rv":9223372036854775807,"of":"pods","ns":"","name":""}"#.utf8)), is: 400,
                410, 504),
            HostileRequest("many terms", policies + "?labelSelector=" + times("a,", 4_000) + "b", is: 200),
            HostileRequest("parameters", policies + "?" + times("limit=1&", 256), is: 200),
            HostileRequest("many parameters", policies + "?" + times("limit=1&", 257), is: 400),
            HostileRequest("very many parameters", policies + "?" + times("a&", 6_000), is: 400),
            HostileRequest("a query above the bound", policies + "?" + times("limit=1&", 9_000), is: 414, 431),
        ]

    private static let headers: [HostileRequest] = [
        HostileRequest("many headers", "/api", headers: (0..<5_000).map { "X\($0): y" }, is: 431),
        HostileRequest("a long header", "/api", headers: ["X: " + times("y", 60_000)], is: 431),
        HostileRequest("a header that is none", "/api", headers: ["no colon"], is: 400),
        HostileRequest("a folded header", "/api", headers: ["X: a", " b"], is: 200, 400),
        HostileRequest("NUL in a header", "/api", headers: ["X: a\0b"], is: 200, 400),
        HostileRequest(
            "bytes in headers",
            Array("GET /api HTTP/1.1\r\nHost: a\r\nAccept: application/json\r\nUser-Agent: ".utf8) + [0xff, 0xc0]
                + Array("\r\n\r\n".utf8), [200]),
        HostileRequest(
            "two lengths", "POST " + policies, headers: ["Content-Length: 2", "Content-Length: 3"], is: 400),
        HostileRequest("a negative length", "POST " + policies, headers: ["Content-Length: -1"], is: 400),
        HostileRequest(
            "length and chunks", "POST " + policies, headers: ["Content-Length: 2", "Transfer-Encoding: chunked"],
            is: 400),
        HostileRequest("gzip", "POST " + policies, headers: ["Transfer-Encoding: gzip"], is: 501),
        HostileRequest(
            "an expectation", "POST " + policies, headers: ["Expect: miracles"], body: Array("{}".utf8), is: 417),
        HostileRequest("nothing accepted", policies, headers: ["Accept: " + times("image/png,", 1_000)], is: 406),
        HostileRequest("a wrong scheme", "/api", headers: ["Authorization: Basic " + times("A", 9_000)], is: 401),
        HostileRequest("a wrong token", "/api", headers: ["Authorization: Bearer \u{fffd}"], is: 401),
        HostileRequest("an unknown method", "BREW " + policies, is: 405),
        HostileRequest("a method of others", "TRACE " + policies, is: 405),
    ]

    private static func body(_ name: String, _ type: String, _ bytes: [UInt8], _ status: Int...) -> HostileRequest {
        let request = HostileRequest(name, "POST " + policies, headers: ["Content-Type: \(type)"], body: bytes)
        return HostileRequest("\(name) (\(type.prefix(40)))", request.bytes, status)
    }

    private static let bodies: [HostileRequest] = {
        let (json, yaml, proto) = ("application/json", "application/yaml", "application/vnd.kubernetes.protobuf")
        let aliases = (1...12).reduce("a0: &a0 [x,x,x,x,x,x,x,x,x]\n") { text, level in
            text + "a\(level): &a\(level) [\(times("*a\(level - 1),", 9))]\n"
        }
        return [
            body("nothing", json, Array(" ".utf8), 400), body("brackets", json, deep(200_000, "[", "", "]"), 400),
            body("open brackets", json, deep(200_000, "[", "", ""), 400),
            body("braces", json, deep(200_000, #"{"a":"#, "1", "}"), 400),
            body("a deep spec", json, deep(500, #"{"spec":"#, "1", "}"), 422),
            body("bytes", json, Array(#"{"metadata":{"name":""#.utf8) + [0xff] + Array(#""}}"#.utf8), 400),
            body("a lone surrogate", json, Array(#"{"metadata":{"name":"\ud800"}}"#.utf8), 400),
            body("a large number", json, Array(#"{"metadata":{"name":"a","generation":1e999}}"#.utf8), 400),
            body("a long number", json, bytes(#"{"a":"#, times("9", 1_000_000), "}"), 422),
            body("NUL in a name", json, Array(#"{"metadata":{"name":"a\u0000"}}"#.utf8), 422),
            body("two values", json, Array("{}{}".utf8), 400), body("a text", json, Array(#""x""#.utf8), 400),
            body(
                "a long name", json, bytes(#"{"metadata":{"name":""#, times("a", 100_000), #""}}"#),
                422),
            body(
                "many labels", json,
                bytes(#"{"metadata":{"name":"a","labels":{"#, times(#""_":"","#, 9_999), #""":""}}}"#), 422),
            body("brackets", yaml, deep(100_000, "[", "", "]"), 400),
            body("dashes", yaml, deep(100_000, "- ", "a", ""), 400),
            body("braces", yaml, deep(100_000, "{a: ", "1", "}"), 400), body("aliases", yaml, Array(aliases.utf8), 400),
            body("a circle", yaml, Array("&a [*a]".utf8), 400), body("bytes", yaml, [0x61, 0x3a, 0x20, 0xff], 400),
            body("several", yaml, Array("a: 1\n---\nb: 2\n".utf8), 400),
            body("a tag", yaml, Array("!!python/object a".utf8), 400),
            body("no message", proto, Array(repeating: 0xff, count: 1_000), 400, 415),
            body("deep groups", proto, [0x6b, 0x38, 0x73, 0] + Array(repeating: 0x0b, count: 100_000), 400, 415),
            body("a picture", "image/png", [0x89], 415),
            body("another type", times("x", 9_000), Array("{}".utf8), 415),
        ]
    }()

    private static func patch(_ name: String, _ type: String, _ bytes: [UInt8], _ status: Int...) -> HostileRequest {
        let path = "/api/v1/namespaces/default?fieldManager=x"
        let request = HostileRequest(name, "PATCH " + path, headers: ["Content-Type: application/\(type)"], body: bytes)
        return HostileRequest("\(name) (\(type))", request.bytes, status)
    }

    private static let patches: [HostileRequest] =
        ["merge-patch+json", "strategic-merge-patch+json"].flatMap { type in
            [
                patch("deep", type, deep(200_000, #"{"a":"#, "1", "}"), 400),
                patch("deep enough", type, deep(500, #"{"a":"#, "1", "}"), 200),
                patch("a list", type, Array("[]".utf8), 400),
                patch("null", type, Array("null".utf8), 400), patch("cut short", type, Array(#"{"a":"#.utf8), 400),
                patch("bytes", type, [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d], 400),
                patch("another name", type, Array(#"{"metadata":{"name":"other"}}"#.utf8), 400),
                patch("no metadata", type, Array(#"{"metadata":null}"#.utf8), 400),
            ]
        } + [
            patch(
                "a deep value", "json-patch+json",
                bytes(#"[{"op":"add","path":"/a","value":"#, times("[", 600), times("]", 600), "}]"), 400),
            patch(
                "deeper and deeper", "json-patch+json",
                Array(
                    ("[" + #"{"op":"add","path":"/a","value":{}},"#
                        + times(#"{"op":"copy","from":"/a","path":"/a/a"},"#, 2_000)
                        + #"{"op":"test","path":"/b","value":1}]"#).utf8), 422),
            patch(
                "larger and larger", "json-patch+json",
                Array(
                    ("[" + #"{"op":"add","path":"/a","value":["x"]},"#
                        + times(#"{"op":"copy","from":"/a","path":"/a/-"},"#, 60)
                        + #"{"op":"test","path":"/b","value":1}]"#).utf8), 422),
            patch(
                "a long path", "json-patch+json",
                bytes(#"[{"op":"add","path":""#, times("/a", 100_000), #"","value":1}]"#), 422),
            patch(
                "many operations", "json-patch+json",
                Array(
                    ("[" + times(#"{"op":"test","path":"","value":1},"#, 10_000) + #"{"op":"remove","path":"/x"}]"#)
                        .utf8), 413),
            patch("an unknown directive", "strategic-merge-patch+json", Array(#"{"$patch":"sideways"}"#.utf8), 400),
            patch("brackets", "apply-patch+yaml", deep(100_000, "[", "", "]"), 400),
            patch("a list", "apply-patch+yaml", Array("- a".utf8), 400),
            patch(
                "owners", "apply-patch+yaml", Array(#"{"metadata":{"managedFields":[{"fieldsV1":{"f:a":{}}}]}}"#.utf8),
                400),
        ]

    private static let lines: [HostileRequest] = [
        HostileRequest("HTTP/9", Array("GET /api HTTP/9.9\r\nHost: a\r\n\r\n".utf8), [505]),
        HostileRequest("no host", Array("GET /api HTTP/1.1\r\n\r\n".utf8), [400]),
        HostileRequest(
            "a chunk that is none",
            Array("POST \(policies) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n".utf8), [400]),
        HostileRequest(
            "a chunk without end",
            Array(
                "POST \(policies) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n".utf8),
            [400, 413]),
    ]
}
