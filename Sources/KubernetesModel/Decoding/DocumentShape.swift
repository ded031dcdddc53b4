import JSON
import Protobuf

/// Which fields of an object a decoder looks at: most of a pod is none of our concern and is never stored.
///
/// It is a class, since shapes lie in one another.
final class DocumentShape: Sendable {
    /// What a field holds where nothing is wrong. What else it may hold is for the decoder to say.
    enum Content {
        /// A string.
        case text
        /// `true` or `false`.
        case flag
        /// A whole number.
        case number
        /// A number or a name.
        case numberOrText
        /// A point in time.
        case time
        /// An object of strings, whose names nobody knows before.
        case map
        /// An object.
        case object(DocumentShape)
        /// What is read later.
        case later
        /// Several of them in an array.
        indirect case array(Content)
    }

    /// A field: its number in protobuf, `nil` where it is read from JSON alone; and what it holds.
    typealias Field = (number: UInt32?, content: Content)

    /// What is looked at in JSON.
    let json: JSONShape
    /// What is looked at in protobuf.
    let protobuf: MessageShape

    /// These fields. Where others mean nothing, which somebody may want to hear, they are looked at too.
    init(_ fields: KeyValuePairs<FieldName, Field>, keepsOthers: Bool = false) {
        let members = fields.map { JSONShape.Member($0.key.text, mark: $0.key.rawValue, $0.value.content.json) }
        json = JSONShape(members, keepsOthers: keepsOthers)
        protobuf = MessageShape(
            fields.compactMap { name, field in
                field.number.flatMap { number in
                    field.content.protobuf.map { content, isRepeated in
                        MessageShape.Field(number, mark: name.rawValue, content, isRepeated: isRepeated)
                    }
                }
            })
    }
}

extension DocumentShape.Content {
    fileprivate var json: JSONShape {
        switch self {
        case .text, .flag, .number, .numberOrText, .time: .leaf
        case .map: .all
        case .object(let shape): shape.json
        case .later: .later
        case .array(let content): content.json
        }
    }

    /// The same in protobuf, and whether there are several; `nil` where it is read from JSON alone.
    fileprivate var protobuf: (MessageShape.Content, isRepeated: Bool)? {
        switch self {
        case .text: (.text, false)
        case .flag: (.flag, false)
        case .number: (.number, false)
        case .numberOrText: (.numberOrText, false)
        case .time: (.time, false)
        case .map: (.map, false)
        case .object(let shape): (.message(shape.protobuf), false)
        case .array(let content): content.protobuf.map { ($0.0, true) }
        case .later: nil
        }
    }
}
