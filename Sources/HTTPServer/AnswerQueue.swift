/// What a stream still has to send, and whether it goes on: the part of an `AnswerStream` that is only a value.
struct AnswerQueue {
    /// How far a stream is.
    enum Phase {
        /// More may be written.
        case open
        /// Nothing more is written, what waits is still to be sent.
        case finishing
        /// Nothing is sent any more.
        case ended
    }

    /// What the sender of a connection is to do.
    enum Step: Equatable {
        /// So many bytes were handed out.
        case send(Int)
        /// Nothing is there now, more may come.
        case wait
        /// All was handed out.
        case finish
        /// The answer is cut off, in a way that the peer sees.
        case cut
    }

    private let bufferMax: Int
    private(set) var phase = Phase.open
    private(set) var bytesWaiting = 0
    /// Messages are kept as they came, since those of many watchers are one and the same array.
    private var messages: [[UInt8]] = []
    private var head = 0
    private var offset = 0

    /// A queue that holds up to `bufferMax` bytes, or one message of any size.
    init(bufferMax: Int) {
        self.bufferMax = bufferMax
    }

    /// Takes in a message; false where nothing may be added any more, or where it is too much, which ends the queue.
    ///
    /// A message to an empty queue is always taken: else one that is larger than the queue never got through, however
    /// fast its reader is. So at most the larger of `bufferMax` and one message is held.
    mutating func append(_ message: [UInt8]) -> Bool {
        guard phase == .open else { return false }
        guard bytesWaiting == 0 || message.count <= bufferMax - bytesWaiting else {
            end()
            return false
        }
        guard !message.isEmpty else { return true }
        messages.append(message)
        bytesWaiting += message.count
        return true
    }

    /// Says that nothing more comes.
    mutating func finish() {
        if phase == .open { phase = .finishing }
    }

    /// Lets go of everything: nothing more is sent.
    mutating func end() {
        phase = .ended
        clear()
    }

    /// Hands out as much as fits, of as many messages as there are.
    mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Step {
        if phase == .ended { return .cut }
        var filled = 0
        while head < messages.count, filled < buffer.count {
            let part = messages[head][offset...].prefix(buffer.count - filled)
            part.withUnsafeBytes { buffer[filled...].copyBytes(from: $0) }
            filled += part.count
            offset += part.count
            if offset == messages[head].count { dropHead() }
        }
        bytesWaiting -= filled
        if filled > 0 { return .send(filled) }
        return phase == .finishing ? .finish : .wait
    }

    private mutating func dropHead() {
        // At once, not when the array is tidied: a sent message may be large.
        messages[head] = []
        head += 1
        offset = 0
        if head == messages.count {
            messages = []
            head = 0
        } else if head >= 64, head * 2 >= messages.count {
            messages.removeFirst(head)
            head = 0
        }
    }

    private mutating func clear() {
        messages = []
        head = 0
        offset = 0
        bytesWaiting = 0
    }
}
