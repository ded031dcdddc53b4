import CNetfilter
import Nftables

/// Requests to the kernel and their answers, one at a time, told apart by sequence numbers.
final class Conversation {
    /// An answer to a request that asks for many things.
    enum Answer {
        /// The kernel listed all.
        case complete
        /// A change came between; the list is not one state.
        case interrupted
    }

    /// As large as the kernel's own parts of a listing, so that it makes few of them.
    private static let bufferByteCount = 1 << 16
    private static let interruptionsMax = 16
    /// A part is 32 KiB and more, so that is a listing of 64 MiB.
    private static let busyTriesMax = 2048

    private let port: any NetlinkPort
    private let buffer: UnsafeMutableRawBufferPointer
    private var sequence: UInt32 = 1

    /// Talks over a socket.
    init(_ port: any NetlinkPort) {
        self.port = port
        buffer = .allocate(byteCount: Self.bufferByteCount, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The number by which the kernel knows our socket.
    var portIdentifier: UInt32 { port.identifier }

    /// The first of so many sequence numbers that nothing else will use.
    func reserveSequence(_ count: Int) -> UInt32 {
        if sequence > UInt32.max / 2 { sequence = 1 }
        defer { sequence += UInt32(count) }
        return sequence
    }

    /// The most bytes that one message may have, once the socket was asked to carry so many.
    func sendLimit(for byteCount: Int) -> Int { port.sendLimit(for: byteCount) }

    /// Sends without waiting for an answer.
    func send(_ bytes: [UInt8]) throws(Errno) {
        for _ in 0..<Self.interruptionsMax {
            do {
                return try port.send(bytes)
            } catch .interrupted {
                continue
            }
        }
        throw .interrupted
    }

    /// Receives one datagram and hands each of its messages on.
    func receive(_ body: (MessageReader.Message) throws(WireError) -> Void) throws(ConversationError) {
        let count = try receiveBytes()
        do {
            var reader = MessageReader(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            while let message = try reader.next() { try body(message) }
        } catch {
            throw .unreadable(error)
        }
    }

    private func receiveBytes() throws(ConversationError) -> Int {
        for _ in 0..<Self.interruptionsMax {
            do {
                return try port.receive(into: buffer)
            } catch .interrupted {
                continue
            } catch {
                throw .failed(error)
            }
        }
        throw .failed(.interrupted)
    }

    /// Asks netfilter for all objects of a kind, or for one, and hands each answer on.
    func ask(
        _ kind: nf_tables_msg_types, flags: Int32, family: Int32 = NFPROTO_INET_VALUE,
        _ attributes: (inout MessageWriter) -> Void = { _ in },
        each body: (MessageReader.Message) throws(WireError) -> Void
    ) throws(ConversationError) -> Answer {
        try ask(
            MessageKind(kind), flags: flags,
            { writer in
                writer.netfilterHeader(family: family)
                attributes(&writer)
            }, each: body)
    }

    /// Asks any family for many things or for one, and hands each answer on; the request's own header comes with what
    /// it says.
    ///
    /// A listing that we gave up on goes on in the kernel, which begins no other before its end and says `EBUSY`; each
    /// time we ask again takes at least one part of the old one out of the way.
    func ask(
        _ kind: MessageKind, flags: Int32, _ request: (inout MessageWriter) -> Void,
        each body: (MessageReader.Message) throws(WireError) -> Void = { _ in }
    ) throws(ConversationError) -> Answer {
        for _ in 1..<Self.busyTriesMax where flags & NLM_F_DUMP == NLM_F_DUMP {
            do {
                return try askOnce(kind, flags: flags, request, each: body)
            } catch .failed(.busy) {
                continue
            }
        }
        return try askOnce(kind, flags: flags, request, each: body)
    }

    private func askOnce(
        _ kind: MessageKind, flags: Int32, _ request: (inout MessageWriter) -> Void,
        each body: (MessageReader.Message) throws(WireError) -> Void
    ) throws(ConversationError) -> Answer {
        let number = reserveSequence(1)
        var writer = MessageWriter()
        writer.bareMessage(kind, flags: flags, sequence: number, request)
        try sendRequest(writer.bytes)
        var end = End()
        while !end.isReached {
            try receive { (message) throws(WireError) in
                guard message.sequence == number else { return }
                try end.note(message, isDump: flags & NLM_F_DUMP == NLM_F_DUMP)
                if end.isAnswer(message) { try body(message) }
            }
        }
        if let refusal = end.refusal { throw .failed(refusal) }
        return end.isInterrupted ? .interrupted : .complete
    }

    private func sendRequest(_ bytes: [UInt8]) throws(ConversationError) {
        do {
            try send(bytes)
        } catch {
            throw .failed(error)
        }
    }

    /// Asks so many things at once, each of which has one answer, and hands each answer on with the place of its
    /// question: what was found, or a message that says why not.
    func askEach(
        _ count: Int, _ kind: MessageKind, _ request: (Int, inout MessageWriter) -> Void,
        each body: (Int, MessageReader.Message) throws(WireError) -> Void
    ) throws(ConversationError) {
        let first = reserveSequence(count)
        var writer = MessageWriter()
        for place in 0..<count {
            writer.bareMessage(kind, flags: 0, sequence: first + UInt32(place)) { request(place, &$0) }
        }
        try sendRequest(writer.bytes)
        var answered = 0
        while answered < count {
            try receive { (message) throws(WireError) in
                guard message.sequence >= first, message.sequence - first < UInt32(count) else { return }
                answered += 1
                try body(Int(message.sequence - first), message)
            }
        }
    }

    /// What the kernel refused: which message, and why.
    struct Refusal {
        let sequence: UInt32
        let errno: Errno
    }

    /// Waits for the answer to the last message, or to the frame; the first refusal before it is the reason.
    ///
    /// Every refused message is answered, and the last one in any case, so that the kernel says little and no receive
    /// buffer overruns. An answer without an error to the last message alone means nothing yet: those before count.
    func awaitAnswer(frame: UInt32, last: UInt32) throws(Errno) -> Refusal? {
        var refusal: Refusal?
        var isAnswered = false
        while !isAnswered {
            do {
                try receive { (message) throws(WireError) in
                    guard message.kind == .error, (frame...last).contains(message.sequence) else { return }
                    if let errno = try message.errno(), refusal == nil {
                        refusal = Refusal(sequence: message.sequence, errno: errno)
                    }
                    if message.sequence == last || message.sequence == frame { isAnswered = true }
                }
            } catch {
                throw error.errno
            }
        }
        return refusal
    }

    /// What is known of the end of an answer.
    private struct End {
        var isReached = false
        var isInterrupted = false
        var refusal: Errno?

        mutating func note(_ message: MessageReader.Message, isDump: Bool) throws(WireError) {
            if message.isInterrupted { isInterrupted = true }
            switch message.kind {
            case .done:
                isReached = true
                refusal = message.doneErrno
            case .error:
                isReached = true
                refusal = try message.errno()
            case .overrun:
                isReached = true
                refusal = .noBufferSpace
            default: isReached = isReached || !isDump
            }
        }

        func isAnswer(_ message: MessageReader.Message) -> Bool {
            message.kind != .done && message.kind != .error && message.kind != .overrun
        }
    }
}

/// What went wrong in talking to the kernel.
enum ConversationError: Error, Hashable {
    /// The kernel, or the way to it, failed.
    case failed(Errno)
    /// The kernel's bytes make no sense.
    case unreadable(WireError)

    /// The same as one number.
    var errno: Errno {
        switch self {
        case .failed(.tryAgain): .timedOut
        case .failed(let errno): errno
        case .unreadable: .badMessage
        }
    }
}

extension MessageReader.Message {
    /// The error that the kernel reports, above zero; `nil` where it reports success.
    func errno() throws(WireError) -> Errno? {
        guard payload.count >= 4 else { throw .truncated }
        let code = payload.loadUnaligned(as: Int32.self)
        return code == 0 ? nil : Errno(rawValue: code == .min ? .max : abs(code))
    }

    /// The error that ended a listing; `nil` where it ended well.
    fileprivate var doneErrno: Errno? {
        guard payload.count >= 4 else { return nil }
        let code = payload.loadUnaligned(as: Int32.self)
        return code < 0 ? Errno(rawValue: code == .min ? .max : -code) : nil
    }
}
