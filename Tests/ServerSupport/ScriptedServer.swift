import JSON
import TestSupport

/// An API server for tests that does what it is told; it ends with its owner, at the latest with our process.
///
/// The server itself is Tests/ScriptedServer, in Python, so that it shares no mistake with what it is asked by. Calls
/// wait for its answer, at most thirty seconds.
public final class ScriptedServer: Sendable {
    /// A token to use in tests; it is asked for after `require(tokens:)`.
    public static let token = "martlet-test-token"

    /// Whom the server and the clients are signed by; the files are there as long as the server is.
    public let certificates: Certificates
    /// The port of HTTPS.
    public let port: Int
    /// The port of plain HTTP.
    public let plainPort: Int
    private let dialogue: Dialogue

    /// Starts a server with nothing in it; it offers HTTP/2 over TLS unless told not to.
    public init(http2: Bool = true, takesClientCertificates: Bool = false) throws(ServerError) {
        certificates = try Certificates()
        var arguments = ["/usr/bin/python3", Self.program, "serve"]
        arguments += ["--certificate", certificates.server.certificate, "--key", certificates.server.key]
        if takesClientCertificates { arguments += ["--client-ca", certificates.authority().certificate] }
        if !http2 { arguments.append("--without-http2") }
        let (dialogue, greeting) = try Self.start(arguments)
        self.dialogue = dialogue
        let ports: ServedValue
        do throws(JSONError) {
            ports = try ServedValue(greeting)
        } catch {
            throw .misunderstood(op: "start", error)
        }
        port = ports["https"].number ?? 0
        plainPort = ports["http"].number ?? 0
    }

    /// Where clients find it.
    public var url: String { "https://127.0.0.1:\(port)" }

    /// Where clients find it without TLS.
    public var plainURL: String { "http://127.0.0.1:\(plainPort)" }

    /// The number of its process.
    public var processIdentifier: Int32 { dialogue.identifier }

    /// What it has said on standard error: its own mistakes, and fields that protobuf has no place for.
    public var errorText: String { dialogue.errorText }

    /// Ends it.
    public func stop() { dialogue.end() }

    /// Gives a command with members whose values are JSON; what `Tests/ScriptedServer/control.py` answers.
    @discardableResult
    public func ask(_ op: String, _ members: KeyValuePairs<String, String?> = [:]) throws(ServerError) -> ServedValue {
        let said = members.compactMap { name, value in value.map { "\(quoted(name)):\(oneLine($0))" } }
        let line = "{" + (["\"op\":\(quoted(op))"] + said).joined(separator: ",") + "}"
        let text: String
        do throws(SystemError) {
            text = try dialogue.ask(line, seconds: 30)
        } catch {
            throw .unreachable(error, said: dialogue.errorText)
        }
        let answer: ServedValue
        do throws(JSONError) {
            answer = try ServedValue(text)
        } catch {
            throw .misunderstood(op: op, error)
        }
        if let reason = answer["error"].string { throw .refused(op: op, reason: reason) }
        return answer
    }

    /// The folder of the program, found from where this file is.
    static let program = String(#filePath.dropLast("ServerSupport/ScriptedServer.swift".count)) + "ScriptedServer"

    private static func start(_ arguments: [String]) throws(ServerError) -> (Dialogue, String) {
        let dialogue: Dialogue
        do throws(SystemError) {
            dialogue = try Dialogue(arguments)
        } catch {
            throw .unreachable(error, said: "")
        }
        do throws(SystemError) {
            return (dialogue, try dialogue.greeting(seconds: 20))
        } catch {
            throw .unreachable(error, said: dialogue.errorText)
        }
    }
}

/// A string as JSON.
func quoted(_ text: String) -> String { JSONValue.string(text).text }

/// JSON without ends of lines, which can only be space between its parts.
func oneLine(_ json: String) -> String {
    json.utf8.contains(0x0A) ? String(json.map { $0.isNewline ? " " : $0 }) : json
}
