internal import JSON
internal import KubernetesAPI

/// Where a list goes on, as the client is handed it.
struct ContinueToken: Hashable, Sendable {
    /// The version that the first page showed.
    let revision: Int64
    /// The last object of the page before.
    let last: ObjectID

    /// A token.
    init(revision: Int64, last: ObjectID) {
        self.revision = revision
        self.last = last
    }

    /// Reads a token that this server gave.
    init(parsing text: String) throws(APIFailure) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: Base64.decoded(text) ?? [])
        } catch {
            throw Self.invalid
        }
        guard let revision = value["rv"]?.number, revision > 0, let resource = value["of"]?.string,
            let namespace = value["ns"]?.string, let name = value["name"]?.string
        else { throw Self.invalid }
        self.init(revision: revision, last: ObjectID(resource: resource, namespace: namespace, name: name))
    }

    private static let invalid = APIFailure(.badRequest, "continue key is not valid")

    /// The token in characters that need no escape in a query.
    var text: String {
        let value = JSONValue.members([
            "rv": .number(revision), "of": .string(last.resource), "ns": .string(last.namespace),
            "name": .string(last.name),
        ])
        return Base64.text(Array(value.text.utf8))
    }
}

/// Bytes as text: base64, by default as URLs take it and without padding.
enum Base64 {
    private static let urlLetters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of bytes.
    static func text(_ bytes: [UInt8], isForURL: Bool = true) -> String {
        let letters = isForURL ? urlLetters : letters
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
            for place in 0...part.count { result.append(letters[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
            if !isForURL { result += Array(repeating: UInt8(ascii: "="), count: 3 - part.count) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes of a text; `nil` where it is none of ours.
    static func decoded(_ text: String) -> [UInt8]? {
        var (result, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
        for letter in text.utf8 where letter != UInt8(ascii: "=") {
            guard let value = urlLetters.firstIndex(of: letter) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }
}
