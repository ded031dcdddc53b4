internal import CMicrohttpd
internal import Glibc

/// An answer as libmicrohttpd takes it: `struct MHD_Response *`.
struct Response: ~Copyable {
    /// What libmicrohttpd calls it.
    let pointer: OpaquePointer

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    deinit {
        // It counts how often it is held; a connection that sends it holds it too.
        MHD_destroy_response(pointer)
    }

    /// An answer with a whole body, which is copied: libmicrohttpd keeps it until it is sent.
    static func whole(_ body: [UInt8]) -> Response? {
        guard !body.isEmpty else { return Response(MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)) }
        guard let copy = malloc(body.count) else { return nil }
        body.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: copy, count: body.count).copyMemory(from: $0)
        }
        let response = Response(MHD_create_response_from_buffer(body.count, copy, .RESPMEM_MUST_FREE))
        if response == nil { free(copy) }
        return response
    }

    /// An answer whose body is there in parts, which are shared, not copied.
    static func parts(_ parts: [[UInt8]]) -> Response? {
        let byteCount = parts.reduce(0) { $0 + $1.count }
        let context = Unmanaged.passRetained(PartsReader(parts))
        let response = Response(
            MHD_create_response_from_callback(
                UInt64(byteCount), max(1, min(byteCount, PartsReader.blockBytes)), { readParts($0, $2, $3) },
                context.toOpaque(),
                { context in
                    if let context { Unmanaged<PartsReader>.fromOpaque(context).release() }
                }))
        if response == nil { context.release() }
        return response
    }

    /// An answer whose body is a stream's, which is closed when the answer is let go of.
    static func stream(_ stream: AnswerStream) -> Response? {
        let context = Unmanaged.passRetained(stream)
        // Only for clients of HTTP/1.0, to whom no chunks are sent.
        let bufferBytes = 2048
        let response = Response(
            MHD_create_response_from_callback(
                UInt64.max, bufferBytes, { readStream($0, $2, $3) }, context.toOpaque(), { closeStream($0) }))
        if response == nil { context.release() }
        return response
    }

    /// Adds the headers that can be sent and are not libmicrohttpd's own.
    func add(_ headers: [(String, String)]) {
        for (name, value) in headers where !["content-length", "transfer-encoding", "date"].contains(name.lowercased())
        {
            MHD_add_response_header(pointer, name, value)
        }
    }
}

/// `MHD_ContentReaderCallback`: -1 is the end of the answer, -2 breaks it off, 0 comes with a suspended connection.
private func readStream(_ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ count: Int)
    -> Int
{
    guard let context, let buffer else { return -2 }
    let stream = Unmanaged<AnswerStream>.fromOpaque(context).takeUnretainedValue()
    switch stream.take(into: UnsafeMutableRawBufferPointer(start: buffer, count: count)) {
    case .send(let count): return count
    case .wait: return 0
    case .finish: return -1
    case .cut: return -2
    }
}

/// Hands out the parts of an answer. A class, because libmicrohttpd holds it; the thread that sends alone touches it.
private final class PartsReader {
    /// What is sent at a time: enough that the calls do not count, little enough to stay in the core's cache.
    static let blockBytes = 64 << 10
    private var queue = AnswerQueue(bufferMax: .max)

    init(_ parts: [[UInt8]]) {
        for part in parts { _ = queue.append(part) }
        queue.finish()
    }

    func take(into buffer: UnsafeMutableRawBufferPointer) -> AnswerQueue.Step { queue.take(into: buffer) }
}

/// `MHD_ContentReaderCallback` of an answer in parts, of which nothing has to be waited for.
private func readParts(_ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ count: Int)
    -> Int
{
    guard let context, let buffer else { return -2 }
    let reader = Unmanaged<PartsReader>.fromOpaque(context).takeUnretainedValue()
    guard case .send(let count) = reader.take(into: .init(start: buffer, count: count)) else { return -1 }
    return count
}

/// `MHD_ContentReaderFreeCallback`.
private func closeStream(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<AnswerStream>.fromOpaque(context).takeRetainedValue().close()
}
