extension ResponderConnection {
    /// Reads the next request and answers it; false where more has to come.
    func read(now: Int64, _ answering: (ResponderRequest) -> ResponderAnswer) -> Bool {
        switch reader.next() {
        case .needsHead(let isIdle):
            if isIdle, !isFresh { wait(.idle, now) } else { wait(.head, now) }
            return false
        case .needsBody(let wantsLeave):
            wait(.body, now)
            if wantsLeave { send(AnswerHead.leave, then: .reading) }
            return wantsLeave
        case .request(let head, let body):
            isFresh = false
            answer(head, body, answering)
        case .refused(let refusal):
            refuse(refusal)
        }
        return true
    }

    /// Takes what a stream has; false where it has nothing.
    func take(from stream: ResponderStream, now: Int64) -> Bool {
        switch stream.next() {
        case .send(let bytes): send(isChunked ? AnswerHead.chunk(bytes) : bytes, then: .streaming(stream))
        case .wait:
            wait(.stream, now)
            return false
        case .finish:
            stream.close()
            send(isChunked ? AnswerHead.lastChunk : [], then: .closing)
        }
        return true
    }

    private func answer(_ head: RequestHead, _ body: [UInt8], _ answering: (ResponderRequest) -> ResponderAnswer) {
        let answer = answering(
            ResponderRequest(
                method: head.method, path: head.target.path, query: head.target.query, body: body, peer: peer))
        send(answer, isHead: head.method == .head, isCurrent: head.isCurrent, staysOpen: head.staysOpen)
    }

    /// Sends an answer as its request wants it.
    func send(_ answer: ResponderAnswer, isHead: Bool, isCurrent: Bool, staysOpen: Bool) {
        switch answer.body {
        case .bytes(let bytes):
            guard bytes.count <= limits.answerBytesMax else {
                let sentence = "The answer has over \(limits.answerBytesMax) bytes."
                return refuse(RequestRefusal(status: 500, sentence: sentence))
            }
            let lines = AnswerHead.bytes(answer, length: .bytes(bytes.count), staysOpen: staysOpen)
            send(isHead ? lines : lines + bytes, then: staysOpen ? .reading : .closing)
        case .stream(let stream):
            isChunked = isCurrent
            let length = isCurrent ? AnswerHead.Length.chunks : .untilClosed
            let lines = AnswerHead.bytes(answer, length: length, staysOpen: false)
            if isHead { stream.close() }
            send(lines, then: isHead ? .closing : .streaming(stream))
        }
    }
}
