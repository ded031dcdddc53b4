public import JSON

/// One thing that is said: a message that is always the same, and what differs in fields.
public struct LogLine: Equatable, Sendable {
    /// A name and a value.
    public typealias Field = JSONValue.Member

    private static let bytesMax = 16 * 1024

    /// How much it matters.
    public var level: LogLevel
    /// The message.
    public var message: String
    /// The data, in its order.
    public var fields: [Field]
    /// When it was said.
    public var moment: LogMoment

    /// A line of these parts.
    public init(_ level: LogLevel, _ message: String, _ fields: [Field] = [], at moment: LogMoment) {
        (self.level, self.message, self.fields, self.moment) = (level, message, fields, moment)
    }

    /// As klog writes it: `I1025 00:15:15.525108   12345 agent] "Message" key="value"`.
    func text(process: Int32, origin: String) -> String {
        let digits = String(process)
        let number = String(repeating: " ", count: max(0, 7 - digits.count)) + digits
        var line = "\(level.letter)\(moment.wall) \(number) \(origin)] \(JSONValue.string(message).text)"
        for field in fields { line += " \(Self.name(field.name))=\(field.value.text)" }
        return Self.cut(line)
    }

    /// As an object: `{"ts":…,"level":…,"msg":…,…}`.
    func json() -> String {
        let head: [Field] = [
            Field("ts", .decimal(moment.decimal)), Field("level", .string(level.word)), Field("msg", .string(message)),
        ]
        let line = JSONValue.object(head + fields).text
        guard line.utf8.count > Self.bytesMax else { return line }
        // An object that is cut is none.
        let cut = Field("cut", .string(Self.cut(JSONValue.object(fields).text, bytesMax: Self.bytesMax / 4)))
        return JSONValue.object(head.prefix(2) + [Field("msg", .string(Self.cut(message, bytesMax: 1024))), cut]).text
    }

    /// What stands before `=` without what would end it.
    private static func name(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./".contains($0)) ? $0 : "_" })
    }

    private static func cut(_ text: String, bytesMax: Int = bytesMax) -> String {
        guard text.utf8.count > bytesMax else { return text }
        return String(decoding: text.utf8.prefix(bytesMax), as: UTF8.self) + "…"
    }
}
