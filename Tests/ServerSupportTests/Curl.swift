import JSON
import ServerSupport
import TestSupport

/// What curl got for a request.
struct CurlAnswer {
    /// The status; 0 where there was no answer.
    let status: Int
    /// The headers, their names in small letters.
    let headers: [String: String]
    /// The body.
    let body: [UInt8]
    /// The version of HTTP.
    let http: String
    /// curl's exit code: 0, or what went wrong.
    let code: Int32

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON; `null` where it is none.
    var json: ServedValue { (try? ServedValue(body)) ?? .null }

    /// The lines of the body as JSON, those that are none left out.
    var lines: [ServedValue] { body.split(separator: 0x0A).compactMap { try? ServedValue(Array($0)) } }
}

/// Asks by the curl command, which shares nothing with what is tested.
struct Curl {
    /// Whether HTTP/2 is asked for.
    var http2 = true
    /// Whether TLS is spoken.
    var tls = true
    /// More arguments.
    var arguments: [String] = []

    /// Both versions of HTTP over TLS.
    static let both = [Curl(http2: true), Curl(http2: false)]

    /// The arguments of a request.
    func command(_ server: ScriptedServer, _ path: String, seconds: Double) -> [String] {
        let version = http2 ? (tls ? "--http2" : "--http2-prior-knowledge") : "--http1.1"
        let base = tls ? server.url : server.plainURL
        return [
            "curl", "-sS", "--globoff", "--no-buffer", "--max-time", String(seconds), version, "--cacert",
            server.certificates.authority().certificate,
        ] + arguments + [base + path]
    }

    /// The answer to GET.
    func get(_ server: ScriptedServer, _ path: String, seconds: Double = 30) throws -> CurlAnswer {
        let result = try Command.run(command(server, path, seconds: seconds) + ["--include"], timeoutSeconds: 60)
        guard case .exited(let code) = result.end else { throw CommandError.failed(result) }
        return Self.parse(result.outputBytes, code)
    }

    /// The answer to GET with one header more.
    func get(_ server: ScriptedServer, _ path: String, header: String) throws -> CurlAnswer {
        var curl = self
        curl.arguments += ["--header", header]
        return try curl.get(server, path)
    }

    private static func parse(_ output: [UInt8], _ code: Int32) -> CurlAnswer {
        guard let end = output.indices.first(where: { output[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
            return CurlAnswer(status: 0, headers: [:], body: output, http: "", code: code)
        }
        let lines = String(decoding: output[..<end], as: UTF8.self).split(separator: "\r\n")
        let first = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        return CurlAnswer(
            status: Int(first[1]) ?? 0, headers: headers, body: Array(output[(end + 4)...]),
            http: String(first[0].dropFirst("HTTP/".count)), code: code)
    }
}

/// A watch by curl that goes on while the test does; it ends with this value.
struct CurlWatch {
    private let dialogue: Dialogue

    /// Begins it. The shell ends curl when its own input is closed.
    init(_ curl: Curl, _ server: ScriptedServer, _ path: String) throws {
        let script = "\"$@\" 2>/dev/null </dev/null & trap 'kill $!' EXIT; read -r nothing"
        dialogue = try Dialogue(["sh", "-c", script, "sh"] + curl.command(server, path, seconds: 60))
    }

    /// The next event: its type and its object.
    func event(seconds: Double = 30) throws -> (type: String, object: ServedValue) {
        let event = try ServedValue(dialogue.greeting(seconds: seconds))
        return (event["type"].string ?? "", event["object"])
    }

    /// The next event in short: its type, the name and the version of its object.
    func summary() throws -> String {
        let (type, object) = try event()
        let metadata = object["metadata"]
        return "\(type) \(metadata["name"].string ?? "-") \(metadata["resourceVersion"].string ?? "-")"
    }
}

/// A pod as JSON.
func pod(_ name: String, node: String = "n1", phase: String = "Running", more: String = "") -> String {
    """
    {"kind":"Pod","apiVersion":"v1","metadata":{"name":"\(name)","namespace":"shop"},
     "spec":{"nodeName":"\(node)","containers":[]\(more)},"status":{"phase":"\(phase)"}}
    """
}
