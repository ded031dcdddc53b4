import Nftables

@testable import NetlinkKernel

/// A port that answers every request with what was prepared, numbered as the request was, and then falls silent.
final class ScriptedPort: NetlinkPort {
    private let script: [[UInt8]]
    private var position = 0
    private var sequence: UInt32 = 0

    /// Answers with these datagrams.
    init(_ script: [[UInt8]]) { self.script = script }

    /// Begins again.
    func rewind() { position = 0 }

    let identifier: UInt32 = 1

    func sendLimit(for byteCount: Int) -> Int { .max }

    func send(_ bytes: [UInt8]) throws(Errno) { sequence = bytes.number(at: 8) }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        guard position < script.count else { throw .tryAgain }
        defer { position += 1 }
        var bytes = script[position]
        if bytes.count >= 12 {
            withUnsafeBytes(of: sequence) { raw in for index in 0..<4 { bytes[8 + index] = raw[index] } }
        }
        buffer.copyBytes(from: bytes)
        return bytes.count
    }
}
