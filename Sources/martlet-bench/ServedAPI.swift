import Glibc
import JSON

/// A server and what it had before it was filled.
struct ServedAPI {
    /// The program.
    let process: APIServerProcess
    /// What was resident at first.
    let memoryBefore: Int

    /// Starts it; a new one gets the namespace of the pods.
    init(directory: String? = nil, isNew: Bool = true) throws {
        process = try APIServerProcess(directory: directory)
        if isNew {
            let body = "{\"metadata\":{\"name\":\"\(APIPods.namespace)\"}}"
            let answer = try HTTPLine(port: process.port).ask("POST", "/api/v1/namespaces", body)
            guard answer.status == 201 else { throw BenchError.command("a namespace: \(answer.status)") }
        }
        memoryBefore = process.program.residentByteCount
    }

    /// How much more is resident than at first.
    var growth: Double { Double(process.program.residentByteCount - memoryBefore) }

    /// How long it has kept a core.
    var coreTime: Double { process.program.coreTime }

    /// Has these pods made.
    func fill(_ numbers: Range<Int>, connections: Int, bodiesMax: Int = 0) throws -> APIWriters.Outcome {
        try APIWriters(port: process.port, connectionCount: connections, bodiesMax: bodiesMax).write(numbers)
    }

    /// The list of all pods.
    func list() throws -> [UInt8] {
        let answer = try HTTPLine(port: process.port).ask("GET", APIPods.path)
        guard answer.status == 200 else { throw BenchError.command("a list: \(answer.status)") }
        return answer.body
    }

    /// The revision of the server.
    func revision() throws -> String { try HTTPLine(port: process.port).revision(of: APIPods.path) }

    /// Throws unless there are so many pods, each of which runs.
    func check(podCount: Int, in list: [UInt8]? = nil) throws {
        let list = try list ?? self.list()
        var reader = JSONReader(list)
        var found = 0
        try reader.beginObject()
        while let name = try reader.nextKey() {
            guard name == "items" else {
                try reader.skip()
                continue
            }
            try reader.beginArray()
            while try reader.nextItem() {
                try reader.skip()
                found += 1
            }
        }
        let running = Self.occurrences(of: "\"phase\":\"Running\"", in: list)
        guard found == podCount, running == podCount else {
            throw BenchError.command("\(found) pods are there, \(running) run, of \(podCount)")
        }
    }

    private static func occurrences(of text: String, in bytes: [UInt8]) -> Int {
        var (found, start) = (0, 0)
        while let place = bytes.place(of: text, from: start) {
            found += 1
            start = place + text.utf8.count
        }
        return found
    }
}

/// A directory for the time of a measurement. A class, since it is removed at the end.
final class Scratch {
    /// Its path.
    let path: String

    /// Makes it, where files that last are kept.
    init() throws(BenchError) {
        var template = Array("/var/tmp/martlet-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system("mkdtemp", errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        do {
            try Child.run(["rm", "-r", path])
        } catch {
            Bench.say("\(path) is left: \(error)")
        }
    }
}
