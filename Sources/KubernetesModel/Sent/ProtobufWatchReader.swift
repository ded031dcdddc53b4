internal import JSON
internal import Protobuf

/// Reads a watch in protobuf: frames, each behind its length in four bytes, of a type and an object with its envelope.
struct ProtobufWatchReader: WatchReading {
    private static let lengthCount = 4
    private static let typeField: UInt64 = 1
    private static let objectField: UInt64 = 2
    private static let rawField: UInt64 = 1

    private let resource: Resource
    private var bytes: [UInt8] = []
    /// How many of the bytes were read.
    private var offset = 0

    /// A reader of a watch of these objects.
    init(_ resource: Resource) { self.resource = resource }

    /// The events that a part ends.
    mutating func add(_ part: [UInt8]) throws(SentError) -> [WatchEvent] {
        bytes.removeSubrange(..<offset)
        bytes += part
        offset = 0
        var events: [WatchEvent] = []
        while let frame = try nextFrame() {
            events.append(try event(in: frame))
            offset = frame.upperBound
        }
        return events
    }

    /// Sees that the watch does not end in the middle of an event.
    mutating func end() throws(SentError) {
        guard offset == bytes.count else { throw .cut }
    }

    private func nextFrame() throws(SentError) -> Range<Int>? {
        guard bytes.count - offset >= Self.lengthCount else { return nil }
        let start = offset + Self.lengthCount
        let length = bytes[offset..<start].reduce(0) { $0 << 8 | Int($1) }
        guard length <= SentError.lengthMax else { throw .tooLong }
        return bytes.count - start >= length ? start..<start + length : nil
    }

    private func event(in frame: Range<Int>) throws(SentError) -> WatchEvent {
        let type = try Envelope.field(Self.typeField, of: bytes, in: frame) ?? frame.upperBound..<frame.upperBound
        guard let extended = try Envelope.field(Self.objectField, of: bytes, in: frame),
            let raw = try Envelope.field(Self.rawField, of: bytes, in: extended)
        else { throw .malformed("an event has no object") }
        let content = try Envelope.content(of: bytes, in: raw)
        return try resource.event(String(decoding: bytes[type], as: UTF8.self)) { shape throws(SentError) in
            do throws(ProtobufError) {
                return try JSONTree(protobuf: bytes, in: content, shape.protobuf)
            } catch {
                throw SentError(error)
            }
        }
    }
}
