/// A request that is being received. A class, because libmicrohttpd carries a pointer to it from call to call; only
/// the thread that serves the connection touches it.
final class Reception {
    /// What is asked for; nil where that is no plain path.
    let target: RequestTarget?
    /// The headers, once all are there.
    var headers: RequestHeaders?
    /// What has come of the body.
    var body: [UInt8] = []
    /// The answer that it waits for, once it was handled.
    var later: LaterAnswer?
    /// What is held of the room for all bodies.
    var bytesHeld = 0
    /// What is held of the room for all answers.
    var answerBytesHeld = 0

    /// The reception of a request whose request line has come.
    init(target: String) {
        self.target = RequestTarget(target)
    }
}
