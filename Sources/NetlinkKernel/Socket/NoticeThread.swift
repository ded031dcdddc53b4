import Glibc
import Nftables
import Synchronization

/// A thread of its own that turns what a source says into a stream, and ends soon after the stream is no longer read.
///
/// A thread and not a task, since it waits in the kernel. A class, since a thread takes one pointer.
final class NoticeThread {
    /// How soon a stream that nobody reads any more is noticed; ever later where nothing is said, so that a node at
    /// rest is not woken for it.
    private static let patienceMilliseconds: (first: Int32, most: Int32) = (1_000, 30_000)

    private let body: () -> Void

    private init(_ body: @escaping () -> Void) { self.body = body }

    /// What the source says from now on, of which the stream keeps so much that was not read yet; the source is asked
    /// for the next, with how long it may wait, by the thread only. It ends with the first error, which its reader
    /// takes for "look for yourself". What had to make room for newer is handed to `dropped`.
    static func stream<Notice: Sendable>(
        keeping count: Int, dropped: @escaping (Notice) -> Void = { _ in },
        of next: @escaping (Int32) throws(KernelError) -> Notice?
    ) throws(KernelError) -> AsyncStream<Notice> {
        let (stream, continuation) = AsyncStream.makeStream(of: Notice.self, bufferingPolicy: .bufferingNewest(count))
        let end = StreamEnd()
        continuation.onTermination = { _ in end.isReached.store(true, ordering: .relaxed) }
        try NoticeThread {
            var patience = patienceMilliseconds.first
            while !end.isReached.load(ordering: .relaxed) {
                do throws(KernelError) {
                    guard let notice = try next(patience) else {
                        patience = min(patience * 2, patienceMilliseconds.most)
                        continue
                    }
                    patience = patienceMilliseconds.first
                    if case .dropped(let old) = continuation.yield(notice) { dropped(old) }
                } catch {
                    break
                }
            }
            continuation.finish()
        }.start()
        return stream
    }

    private func start() throws(KernelError) {
        let context = Unmanaged.passRetained(self)
        var thread = pthread_t()
        let failure = pthread_create(&thread, nil, Self.main, context.toOpaque())
        guard failure == 0 else {
            context.release()
            throw .lost(Errno(rawValue: failure))
        }
        pthread_detach(thread)
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
        if let raw { Unmanaged<NoticeThread>.fromOpaque(raw).takeRetainedValue().body() }
        return nil
    }
}

/// Whether nobody reads the stream any more; a class, since two threads share it.
private final class StreamEnd: Sendable {
    let isReached = Atomic(false)
}
