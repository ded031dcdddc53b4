import Nftables
import Testing

@Suite struct ErrnoTests {
    @Test("says its name and its meaning, or its number")
    func words() {
        #expect(Errno.busy.description == "EBUSY, still in use")
        #expect(Errno(rawValue: 4096).description == "errno 4096")
    }

    @Test("every constant has words")
    func constants() {
        let all: [Errno] = [
            .notPermitted, .noEntry, .interrupted, .tryAgain, .noMemory, .accessDenied, .busy, .exists, .invalid,
            .tooManyElements, .tooManyLinks, .outOfRange, .loop, .notEmpty, .restart, .messageSize,
            .protocolNotSupported, .notSupported, .familyNotSupported, .noBufferSpace, .timedOut,
        ]
        #expect(all.allSatisfy { $0.description.hasPrefix("E") })
        #expect(Set(all.map(\.rawValue)).count == all.count)
    }
}
