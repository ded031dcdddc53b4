import KubernetesModel

@testable import KubernetesClient

/// Something that a reflector may be told, after a time.
struct ReflectorTelling {
    let name: String
    let input: ReflectorInput
    var time = Duration.zero

    /// One of each.
    static let all: [ReflectorTelling] = simple + lists + events + errors + refusals + unreadable

    private static let simple = [
        ReflectorTelling(name: "begin", input: .begin),
        ReflectorTelling(name: "alarm", input: .alarm),
        ReflectorTelling(name: "alarm after 19 s", input: .alarm, time: .seconds(19)),
        ReflectorTelling(name: "alarm after 200 s", input: .alarm, time: .seconds(200)),
        ReflectorTelling(name: "accepted", input: .accepted),
        ReflectorTelling(name: "ended", input: .ended),
        ReflectorTelling(name: "ended after 2 s", input: .ended, time: .seconds(2)),
        ReflectorTelling(name: "failed", input: .failed("cut")),
    ]

    private static let lists = [
        ReflectorTelling(name: "objects", input: .objects([.named("c", 7), .unreadable])),
        listed("listed", "9", ""), listed("listed@2", "2", ""), listed("listed without state", "", ""),
        listed("page", "9", "q"), listed("page without end", "9", "p"),
    ]

    private static let events = [
        event("added@12", .changed(.named("a", 12))), event("new@12", .changed(.named("z", 12))),
        event("added@4", .changed(.named("a", 4))), event("unreadable@12", .changed(.unreadable)),
        event("deleted@12", .deleted(.named("a", 12))), event("deleted@4", .deleted(.named("a", 4))),
        event("bookmark@12", .bookmark(resourceVersion: "12", endsInitialEvents: false)),
        event("bookmark@4", .bookmark(resourceVersion: "4", endsInitialEvents: false)),
        event("end@12", .bookmark(resourceVersion: "12", endsInitialEvents: true)),
        event("end@2", .bookmark(resourceVersion: "2", endsInitialEvents: true)),
        event("end without state", .bookmark(resourceVersion: "", endsInitialEvents: true)),
        event("unknown", .unknown("RENAMED")),
    ]

    private static let errors = [
        event("ERROR 410", .failed(.expired)), event("ERROR 429", .failed(ServerStatus(code: 429))),
        event("ERROR 500", .failed(ServerStatus(code: 500))), event("ERROR too new", .failed(.tooNew)),
        event("ERROR 403", .failed(ServerStatus(code: 403))), event("ERROR 422", .failed(ServerStatus(code: 422))),
        ReflectorTelling(
            name: "ERROR 410 and more",
            input: .events([.failed(.expired), .bookmark(resourceVersion: "99", endsInitialEvents: true)])),
        ReflectorTelling(
            name: "ERROR 422 and more",
            input: .events([
                .failed(ServerStatus(code: 422)), .bookmark(resourceVersion: "99", endsInitialEvents: true),
            ])),
    ]

    private static let refusals =
        [400, 401, 403, 404, 405, 406, 415, 422, 429, 500, 503, 504].map { refused("\($0)", ServerStatus(code: $0)) }
        + [
            refused("410", .expired), refused("504 too new", .tooNew),
            refused("429 for 50 s", ServerStatus(code: 429, retryAfterSeconds: 50)),
            refused("503 for an hour", ServerStatus(code: 503, retryAfterSeconds: 3_600)),
            refused("400 field", ServerStatus(code: 400, message: "field label not supported: spec.hostNetwork")),
        ]

    private static let unreadable = [
        ReflectorTelling(name: "bad JSON", input: .unreadable(.malformed("no value"), .json)),
        ReflectorTelling(name: "bad protobuf", input: .unreadable(.malformed("no field"), .protobuf)),
        ReflectorTelling(name: "cut protobuf", input: .unreadable(.cut, .protobuf)),
    ]

    private static func listed(_ name: String, _ version: String, _ continuation: String) -> ReflectorTelling {
        ReflectorTelling(
            name: name, input: .listed(ListHead(resourceVersion: version, continuation: continuation)))
    }

    private static func event(_ name: String, _ event: WatchEvent) -> ReflectorTelling {
        ReflectorTelling(name: name, input: .events([event]))
    }

    private static func refused(_ name: String, _ status: ServerStatus) -> ReflectorTelling {
        ReflectorTelling(name: name, input: .refused(status))
    }
}

extension ServerStatus {
    /// That the state that was asked for is forgotten.
    static let expired = ServerStatus(code: 410, reason: "Expired", message: "too old resource version: 3 (50)")
    /// That the state that was asked for has not come yet.
    static let tooNew = ServerStatus(
        code: 504, reason: "Timeout", message: "Too large resource version: 9, current: 7", retryAfterSeconds: 1,
        causes: ["ResourceVersionTooLarge"])
}
