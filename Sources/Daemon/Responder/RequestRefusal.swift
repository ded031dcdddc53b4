/// Why a request gets an answer that no handler gave.
struct RequestRefusal: Error, Equatable {
    /// The status code, 4xx or 5xx.
    let status: Int
    /// What is wrong, in a sentence.
    let sentence: String

    /// The sentence as an answer to a peer.
    func answer(to peer: ResponderPeer) -> ResponderAnswer {
        var answer = ResponderAnswer.text(sentence + "\n", status: status)
        let methods = peer == .network ? "GET, HEAD" : "GET, HEAD, POST"
        if status == 405 { answer.headers = [(name: "Allow", value: methods)] }
        return answer
    }

    /// A request that is no HTTP.
    static func bad(_ sentence: String) -> RequestRefusal { RequestRefusal(status: 400, sentence: sentence) }
}
