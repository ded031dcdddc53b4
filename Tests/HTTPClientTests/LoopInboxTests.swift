import Synchronization
import TestSupport
import Testing

@testable import HTTPClient

@Suite struct LoopInboxTests {
    private func numbers(_ commands: [LoopCommand]) -> [UInt64] {
        commands.compactMap { if case .cancel(let number) = $0 { number } else { nil } }
    }

    @Test("commands come out in their order, and the first of them wakes whoever waits")
    func order() {
        let wakes = Counter()
        let inbox = LoopInbox { wakes.add(1) }
        inbox.takeOver()
        #expect(!inbox.put(.cancel(1)) && !inbox.put(.cancel(2)))
        #expect(wakes.value == 1)
        #expect(numbers(inbox.takeAll()) == [1, 2])
        #expect(inbox.isEmpty)
        #expect(!inbox.put(.cancel(3)))
        #expect(wakes.value == 2)
        inbox.endWaking()
        #expect(numbers(inbox.takeAll()) == [3])
        #expect(!inbox.put(.cancel(4)))
        #expect(wakes.value == 2)
    }

    @Test("nobody leaves while something waits, and when nobody is there whoever brings something does it")
    func leaving() {
        let inbox = LoopInbox {}
        #expect(!inbox.isWorkerCurrent)
        inbox.takeOver()
        #expect(inbox.isWorkerCurrent)
        #expect(!inbox.put(.cancel(1)))
        #expect(!inbox.leave())
        _ = inbox.takeAll()
        #expect(inbox.leave())
        #expect(!inbox.isWorkerCurrent)
        #expect(inbox.put(.cancel(2)))
        #expect(inbox.isWorkerCurrent)
        #expect(!inbox.put(.cancel(3)))
        #expect(numbers(inbox.takeAll()) == [2, 3])
    }
}
