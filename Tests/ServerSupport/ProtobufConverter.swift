import TestSupport

/// Turns JSON into the protobuf that an API server would send for it, many objects in one run of the program.
public enum ProtobufConverter {
    /// What became of an object.
    public enum Converted: Equatable, Sendable {
        /// Its protobuf form with the envelope, as in an answer to GET.
        case bytes([UInt8])
        /// It has none; the text says where in it and why.
        case refused(String)
    }

    /// Converts objects that say their kind: Pod, Namespace, Node, NetworkPolicy, Service, lists of these, and Status.
    public static func convert(_ objects: [String]) throws(ServerError) -> [Converted] {
        let input = objects.map { oneLine($0) + "\n" }.joined()
        let result: CommandResult
        do throws(CommandError) {
            let arguments = ["/usr/bin/python3", ScriptedServer.program, "convert"]
            result = try Command.run(arguments, input: input, timeoutSeconds: 120)
        } catch {
            throw .command(error)
        }
        let lines = result.outputBytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard result.succeeded, lines.count == objects.count else { throw .command(.failed(result)) }
        return lines.map { line in
            line.first == UInt8(ascii: "!")
                ? .refused(String(decoding: line.dropFirst(2), as: UTF8.self)) : .bytes(decodedBase64(line))
        }
    }
}

/// The bytes that base64 stands for; what is none of its letters is passed over.
func decodedBase64(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for letter in text {
        guard let value = base64Value(letter) else { continue }
        bits = bits << 6 | value
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
    }
    return bytes
}

private func base64Value(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
}
