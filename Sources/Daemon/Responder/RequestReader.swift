/// Makes requests of bytes as they come; how they are cut makes no difference.
struct RequestReader {
    /// What there is to do with the bytes so far.
    enum Step: Equatable {
        /// More has to come of a head; nothing of it came yet, where it is idle.
        case needsHead(isIdle: Bool)
        /// More has to come of a body; the client wants to be told to send it.
        case needsBody(wantsLeave: Bool)
        /// A request is whole. It is taken out.
        case request(RequestHead, body: [UInt8])
        /// What came is refused, and nothing behind it can be read.
        case refused(RequestRefusal)
    }

    private let limits: ResponderLimits
    private let allowsPost: Bool
    private var buffer: [UInt8] = []
    /// How much of the buffer is known to hold no end of a head: so each byte is looked at once.
    private var scanned = 0
    private var head: (value: RequestHead, length: Int)?
    private var hasLeave = false

    /// A reader that nothing came to.
    init(limits: ResponderLimits, allowsPost: Bool) {
        self.limits = limits
        self.allowsPost = allowsPost
    }

    /// Takes what came.
    mutating func append(_ bytes: some Sequence<UInt8>) { buffer.append(contentsOf: bytes) }

    /// What to do now; asked again after a request, since more than one may have come.
    mutating func next() -> Step {
        do {
            guard let head = try takeHead() else { return .needsHead(isIdle: buffer.isEmpty) }
            let end = head.length + head.value.bodyLength
            guard buffer.count >= end else {
                defer { hasLeave = true }
                return .needsBody(wantsLeave: head.value.waitsForLeave && !hasLeave)
            }
            let body = Array(buffer[head.length..<end])
            buffer.removeSubrange(..<end)
            (self.head, scanned, hasLeave) = (nil, 0, false)
            return .request(head.value, body: body)
        } catch {
            return .refused(error)
        }
    }

    private mutating func takeHead() throws(RequestRefusal) -> (value: RequestHead, length: Int)? {
        if let head { return head }
        dropEmptyLines()
        guard let end = headEnd(), end <= limits.headBytesMax else {
            guard buffer.count <= limits.headBytesMax else {
                throw RequestRefusal(
                    status: 431, sentence: "The request line and the headers have over \(limits.headBytesMax) bytes.")
            }
            return nil
        }
        let value = try RequestHead(buffer[..<(end - 4)], allowsPost: allowsPost)
        guard value.bodyLength <= limits.bodyBytesMax else {
            throw RequestRefusal(status: 413, sentence: "The body has over \(limits.bodyBytesMax) bytes.")
        }
        head = (value, end)
        return head
    }

    /// Some clients send an empty line behind the last request.
    private mutating func dropEmptyLines() {
        let end: [UInt8] = [0x0D, 0x0A]
        var count = 0
        while buffer.count >= count + 2, buffer[count..<(count + 2)].elementsEqual(end) { count += 2 }
        buffer.removeSubrange(..<count)
        if count > 0 { scanned = 0 }
    }

    /// Where the first empty line ends.
    private mutating func headEnd() -> Int? {
        let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        var index = max(0, scanned - 3)
        while index + 4 <= buffer.count {
            if buffer[index] == end[0], buffer[index..<(index + 4)].elementsEqual(end) { return index + 4 }
            index += 1
        }
        scanned = buffer.count
        return nil
    }
}
