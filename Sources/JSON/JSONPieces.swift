/// Reads a text that comes in parts, step by step: a step that lacks something is taken again once there is more.
///
/// So there is one reader of JSON, which need not stop in the middle of anything. What is complete is read at once;
/// the price is that a value in many parts is tried as often as one of them closes a bracket.
public struct JSONPieces: Sendable {
    private var reader = JSONReader([])
    /// Whether it makes sense to take a step.
    private var isWorthATry = true

    /// A text of which nothing came yet.
    public init() {}

    /// How much is there that no step has read.
    public var waitingCount: Int { reader.count - reader.offset }

    /// Takes the next part.
    public mutating func feed(_ part: [UInt8]) {
        reader.feed(part)
        // Most steps end with a bracket; the others are short.
        isWorthATry =
            isWorthATry || waitingCount < 1_024 || part.contains(UInt8(ascii: "}")) || part.contains(UInt8(ascii: "]"))
    }

    /// Takes a step; `nil` where it needs more of the text.
    public mutating func step<Value>(
        _ step: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value? {
        guard isWorthATry else { return nil }
        // An error says its line: where what was read is still there, all of it is counted for each.
        if waitingCount < reader.offset / 8 { reader.feed([]) }
        let mark = reader.mark
        do throws(JSONError) {
            let value = try step(&reader)
            if isSure { return value }
        } catch  where !reader.mayLackMore(error) {
            throw error
        } catch {
            isWorthATry = false
        }
        reader.goBack(to: mark)
        return nil
    }

    /// Whether only white space is left.
    public mutating func isAtEnd() -> Bool { reader.passSpace() == nil }

    /// Whether what was read last is surely at its end: a number may go on in the next part.
    private var isSure: Bool {
        guard reader.offset == reader.count, let last = reader[0..<reader.offset].last else { return true }
        return !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= last)
    }
}
