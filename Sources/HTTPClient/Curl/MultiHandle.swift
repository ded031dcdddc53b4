internal import CCurl

/// libcurl's set of transfers that share connections: `curl_multi_init`. A class, since other threads wake it.
///
/// Everything but `wake` is for one thread only.
final class MultiHandle: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    /// An empty set.
    init() throws(HTTPFailure) {
        guard Self.isReady, let pointer = curl_multi_init() else {
            throw .other(code: Int(CURLE_FAILED_INIT.rawValue), words: "libcurl does not start")
        }
        self.pointer = pointer
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    /// `curl_global_init`, once in the life of the process, whichever thread comes first.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Adds a transfer; `curl_multi_add_handle`.
    func add(_ easy: borrowing EasyHandle) throws(HTTPFailure) {
        try check(curl_multi_add_handle(pointer, easy.pointer))
    }

    /// Takes a transfer out, at whatever point it is; `curl_multi_remove_handle`.
    func remove(_ easy: borrowing EasyHandle) {
        curl_multi_remove_handle(pointer, easy.pointer)
    }

    /// Does what can be done without waiting; `curl_multi_perform`.
    func perform() throws(HTTPFailure) {
        var runningCount: Int32 = 0
        try check(curl_multi_perform(pointer, &runningCount))
    }

    /// The next transfer that has ended by itself, and how; `curl_multi_info_read`.
    func nextEnded() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var waitingCount: Int32 = 0
        while let message = curl_multi_info_read(pointer, &waitingCount) {
            if message.pointee.msg == CURLMSG_DONE {
                return (message.pointee.easy_handle, message.pointee.data.result)
            }
        }
        return nil
    }

    /// Waits until there is something to do, or is woken, or the time is over; `curl_multi_poll`. Whether the network
    /// had something.
    func poll(milliseconds: Int32) throws(HTTPFailure) -> Bool {
        var readyCount: Int32 = 0
        try check(curl_multi_poll(pointer, nil, 0, milliseconds, &readyCount))
        return readyCount > 0
    }

    /// Ends a `poll` of another thread, or the next one; `curl_multi_wakeup`.
    func wake() {
        curl_multi_wakeup(pointer)
    }

    private func check(_ code: CURLMcode) throws(HTTPFailure) {
        guard code == CURLM_OK else {
            throw .other(code: Int(code.rawValue), words: String(cString: curl_multi_strerror(code)))
        }
    }
}
