internal import JSON
internal import Protobuf

/// The bytes of a body and the plain values that stand in them.
struct ProtobufBytes {
    /// The whole body.
    let bytes: [UInt8]

    /// These bytes.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The fields of a message, as they are written.
    func entries(_ range: Range<Int>) throws(APIFailure) -> [ProtobufEntry] {
        var (place, entries) = (range.lowerBound, [ProtobufEntry]())
        do throws(ProtobufError) {
            while place < range.upperBound { entries.append(try bytes.span.entry(at: &place, below: range.upperBound)) }
        } catch {
            throw Self.broken("\(error)")
        }
        return entries
    }

    /// The fields of a message that all hold bytes, by number.
    func parts(
        _ range: Range<Int>, _ numbers: ClosedRange<UInt64>, of message: String
    ) throws(APIFailure) -> [UInt64: Range<Int>] {
        var parts: [UInt64: Range<Int>] = [:]
        for entry in try entries(range) {
            guard numbers ~= entry.number else { throw Self.unknown(entry.number, of: message) }
            guard parts.updateValue(try content(entry.value), forKey: entry.number) == nil else {
                throw Self.broken("field \(entry.number) of \(message) stands there twice")
            }
        }
        return parts
    }

    /// The bytes of a value that is written as such.
    func content(_ value: ProtobufEntry.Value) throws(APIFailure) -> Range<Int> {
        guard case .bytes(let range) = value else { throw Self.otherEncoding }
        return range
    }

    /// The number of a value that is written as such, which has to have so many bits.
    func number(_ value: ProtobufEntry.Value, bits: Int) throws(APIFailure) -> Int64 {
        guard case .number(let number) = value else { throw Self.otherEncoding }
        let signed = Int64(bitPattern: number)
        guard bits == 64 || Int32(exactly: signed) != nil else {
            throw Self.broken("\(signed) has more than \(bits) bits")
        }
        return signed
    }

    /// Numbers of a list that stand side by side.
    func numbers(_ range: Range<Int>) throws(APIFailure) -> [ProtobufEntry.Value] {
        var (place, numbers) = (range.lowerBound, [ProtobufEntry.Value]())
        do throws(ProtobufError) {
            while place < range.upperBound {
                numbers.append(.number(try bytes.span.number(at: &place, below: range.upperBound)))
            }
        } catch {
            throw Self.broken("\(error)")
        }
        return numbers
    }

    /// The string of some bytes.
    func text(_ range: Range<Int>) throws(APIFailure) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw Self.broken("a string at byte \(range.lowerBound) is no UTF-8")
        }
        return text
    }

    /// A key (1) and a value (2).
    func pair(_ range: Range<Int>) throws(APIFailure) -> (name: String, value: Range<Int>) {
        let parts = try parts(range, 1...2, of: "a map")
        let nothing = range.upperBound..<range.upperBound
        return (try text(parts[1] ?? nothing), parts[2] ?? nothing)
    }

    /// A type (1), a number (2) and a name (3), of which the type says which one counts.
    func numberOrName(_ range: Range<Int>) throws(APIFailure) -> JSONValue {
        var (type, number, name) = (Int64(0), Int64(0), "")
        for entry in try entries(range) {
            switch entry.number {
            case 1: type = try self.number(entry.value, bits: 64)
            case 2: number = try self.number(entry.value, bits: 32)
            case 3: name = try text(try content(entry.value))
            default: throw Self.unknown(entry.number, of: "IntOrString")
            }
        }
        guard 0...1 ~= type else { throw Self.broken("\(type) stands neither for a number nor for a name") }
        return type == 0 ? .number(number) : .string(name)
    }

    /// A string (1), which is a quantity; zero is often left out.
    func quantity(_ range: Range<Int>) throws(APIFailure) -> JSONValue {
        let text = try parts(range, 1...1, of: "Quantity")[1].map(text) ?? ""
        guard text.isEmpty || ValueFormat.isQuantity(text) else {
            throw Self.broken("\(APIFailure.quoted(text)) is no quantity")
        }
        return .string(text.isEmpty ? "0" : text)
    }

    /// Seconds (1) and nanoseconds (2), which JSON leaves out; `nil` for the time that is none, whose message is empty.
    func time(_ range: Range<Int>) throws(APIFailure) -> String? {
        var seconds: Int64 = 0
        for entry in try entries(range) {
            guard 1...2 ~= entry.number else { throw Self.unknown(entry.number, of: "Time") }
            let number = try number(entry.value, bits: 64)
            if entry.number == 1 { seconds = number }
        }
        if range.isEmpty { return nil }
        guard let text = ValueFormat.time(seconds) else { throw Self.broken("\(seconds) is a time out of all years") }
        return text
    }

    /// JSON text (1).
    func json(_ range: Range<Int>) throws(APIFailure) -> JSONValue {
        guard let raw = try parts(range, 1...1, of: "FieldsV1")[1] else { return .object([]) }
        do throws(JSONError) {
            return try JSONValue(parsing: Array(bytes[raw]))
        } catch {
            throw Self.broken("\(error)")
        }
    }
}

extension ProtobufBytes {
    /// The body is not what it says.
    static func broken(_ words: String) -> APIFailure { APIFailure(.badRequest, "the body cannot be read: \(words)") }

    /// A field is written in a way that its type never is.
    static var otherEncoding: APIFailure { broken("a field is encoded in another way than its type") }

    /// There is a field that would be lost.
    static func unknown(_ number: UInt64, of message: String) -> APIFailure {
        unsupported("field \(number) of \(message)")
    }

    /// There is something that would be lost.
    static func unsupported(_ what: String) -> APIFailure {
        APIFailure(.unsupportedMediaType, "\(what) cannot be read from protobuf here; send application/json")
    }
}
