internal import CCurl

/// libcurl's list of texts: `curl_slist`.
struct TextList: ~Copyable {
    /// The first text; `nil` where there is none.
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    /// A list of these texts.
    init(_ texts: [String]) throws(HTTPFailure) {
        for text in texts {
            // `deinit` frees what there is by then.
            guard let longer = curl_slist_append(pointer, text) else { throw HTTPFailure(CURLE_OUT_OF_MEMORY) }
            pointer = longer
        }
    }

    deinit {
        curl_slist_free_all(pointer)
    }
}
