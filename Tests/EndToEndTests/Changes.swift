import JSON
import ServerSupport
import TestSupport

/// Changes the objects of a server, over a connection of its own; `changes.py` does it, which shares no code with
/// either side.
struct Changes: Sendable {
    private let dialogue: Dialogue

    /// Begins to speak with a server as somebody who may change all, or only read.
    init(_ server: APIServerProcess, isReadOnly: Bool = false, port: Int? = nil) throws {
        let program = String(#filePath.dropLast("Changes.swift".count)) + "changes.py"
        let scheme = server.directory == nil ? "http" : "https"
        let access = server.directory.map { ["\($0)/ca.crt", "\($0)/\(isReadOnly ? "reader" : "admin").token"] } ?? []
        dialogue = try Dialogue(
            ["/usr/bin/python3", program, "\(scheme)://127.0.0.1:\(port ?? server.port)"] + access)
    }

    /// Makes five namespaces with policies, two nodes, and so many pods.
    func populate(pods: Int) throws { try ask(#"{"op":"populate","pods":\#(pods)}"#) }

    /// Begins to change pods, so many times a second.
    func churn(pods: Int, seconds: Int, perSecond: Int, seed: UInt64) throws {
        let pace = #""seconds":\#(seconds),"perSecond":\#(perSecond)"#
        try ask(#"{"op":"churn","pods":\#(pods),\#(pace),"seed":\#(seed % 1_000_000)}"#)
    }

    /// Waits for the end of the changes; how many there were.
    func finish() throws -> Int { try ask(#"{"op":"finish"}"#)["changes"].number ?? 0 }

    /// A request; its status.
    @discardableResult
    func send(_ method: String, _ path: String, _ body: String? = nil, type: String = "application/json") throws -> Int
    {
        let more = body.map { #","type":"\#(type)","body":\#($0)"# } ?? ""
        return try ask(#"{"op":"send","method":"\#(method)","path":"\#(path)"\#(more)}"#)["status"].number ?? 0
    }

    /// What the server holds, an object a line.
    func state() throws -> Set<String> { Set(try ask(#"{"op":"state"}"#)["lines"].items.compactMap(\.string)) }

    @discardableResult
    private func ask(_ line: String) throws -> ServedValue {
        do {
            return try ServedValue(try dialogue.ask(line, seconds: 900))
        } catch {
            throw ChangesError(description: "\(line.prefix(200)): \(error)\n\(dialogue.errorText)")
        }
    }
}

/// Why nothing was changed.
struct ChangesError: Error, CustomStringConvertible {
    let description: String
}
