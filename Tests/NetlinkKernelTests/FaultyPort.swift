import CTestSystem
import Nftables

@testable import NetlinkKernel

/// A socket that counts the calls to it, fails one of them on request, and keeps what it received.
final class FaultyPort: NetlinkPort {
    /// What happens at the call that was chosen.
    enum Fault: Hashable {
        /// The call fails before anything is done.
        case error(Errno)
        /// The datagram is received, and thrown away, as where the buffer overran.
        case lostAnswer
        /// The datagram ends within its last message.
        case truncated
        /// An answer to a request of long ago comes first.
        case staleAnswer
        /// The kernel says that it could not keep up.
        case overrun
        /// One part of a listing is left out, as the kernel does while a hash table grows.
        case skippedPart
        /// The listing says that it was interrupted.
        case interruptedListing
        /// The kernel refuses the last message of a batch, which does not reach it.
        case refused(Errno)
        /// Somebody else acts first.
        case meanwhile
    }

    private let inner: any NetlinkPort
    private var armed: (call: Int, fault: Fault)?
    private var scripted: [[UInt8]] = []
    private var lastSequence: UInt32 = 0

    /// How many calls there were since it was armed.
    private(set) var callCount = 0
    /// How many datagrams were sent, or would have been.
    private(set) var sendCount = 0
    /// What was received, where it is to be kept.
    var received: [[UInt8]]?
    /// The most bytes that it says can be sent.
    var sendLimitMax = Int.max
    /// The fault at every send, if there is one.
    var refusesAll: Errno?
    /// How many refusals are left.
    var refusalCount = Int.max
    /// What somebody else does.
    var meanwhile: () -> Void = {}

    /// Stands before another port.
    init(_ inner: any NetlinkPort) { self.inner = inner }

    var identifier: UInt32 { inner.identifier }

    func sendLimit(for byteCount: Int) -> Int { min(sendLimitMax, inner.sendLimit(for: byteCount)) }

    /// Lets the n-th call from now on fail so; without a fault, none.
    func arm(_ call: Int = 0, _ fault: Fault? = nil) {
        armed = fault.map { (call, $0) }
        (callCount, sendCount) = (0, 0)
    }

    /// Whether the fault that was chosen has happened.
    var hasFailed: Bool { armed.map { callCount >= $0.call } ?? false }

    private func takeFault() -> Fault? {
        callCount += 1
        return armed.flatMap { $0.call == callCount ? $0.fault : nil }
    }

    func send(_ bytes: [UInt8]) throws(Errno) {
        sendCount += 1
        let fault = takeFault()
        lastSequence = bytes.number(at: 8)
        if let refusesAll, refusalCount > 0 {
            refusalCount -= 1
            return refuse(bytes, refusesAll)
        }
        switch fault {
        case .error(let errno): throw errno
        case .refused(let errno): return refuse(bytes, errno)
        case .meanwhile: meanwhile()
        case .lostAnswer, .truncated, .staleAnswer, .overrun, .skippedPart, .interruptedListing, nil: break
        }
        try inner.send(bytes)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
        let fault = takeFault()
        if !scripted.isEmpty { return copy(scripted.removeFirst(), to: buffer) }
        switch fault {
        case .error(let errno): throw errno
        case .staleAnswer: return copy(Self.answer(NLMSG_ERROR, sequence: 0, code: -EPERM), to: buffer)
        case .overrun: return copy(Self.answer(NLMSG_OVERRUN, sequence: lastSequence, code: 0), to: buffer)
        case .meanwhile: meanwhile()
        case .skippedPart: _ = try inner.receive(into: buffer)
        case .lostAnswer, .truncated, .interruptedListing, .refused, nil: break
        }
        let count = try inner.receive(into: buffer)
        received?.append(Array(buffer[..<count]))
        switch fault {
        case .lostAnswer: throw .noBufferSpace
        case .truncated: return count - 6
        case .interruptedListing:
            buffer[6] |= UInt8(NLM_F_DUMP_INTR)
            return count
        default: return count
        }
    }

    private func refuse(_ bytes: [UInt8], _ errno: Errno) {
        let messages = bytes.messages
        // Of a batch the last message that is no frame; of a request its only one.
        let sequence = messages.last { $0.type >= 16 + 2 }?.sequence ?? lastSequence
        scripted = [Self.answer(NLMSG_ERROR, sequence: sequence, code: -errno.rawValue)]
    }

    private func copy(_ bytes: [UInt8], to buffer: UnsafeMutableRawBufferPointer) -> Int {
        buffer.copyBytes(from: bytes)
        return bytes.count
    }

    private static func answer(_ type: Int32, sequence: UInt32, code: Int32) -> [UInt8] {
        bytes(36 as UInt32) + bytes(UInt16(type)) + bytes(0 as UInt16) + bytes(sequence) + bytes(0 as UInt32)
            + bytes(code) + [UInt8](repeating: 0, count: 16)
    }

    private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) }
    }
}
