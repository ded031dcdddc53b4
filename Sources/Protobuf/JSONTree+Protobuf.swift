public import JSON

extension JSONTree {
    /// Reads a message as the JSON that it means: the fields that a shape names.
    ///
    /// Messages are objects, repeated fields arrays. What is not written is absent, also where it means zero.
    public convenience init(
        protobuf bytes: [UInt8], in range: Range<Int>, _ shape: MessageShape
    ) throws(ProtobufError) {
        var builder = JSONTreeBuilder()
        let root = builder.begin(.object)
        try bytes.span.readMessage(range, shape, into: &builder)
        builder.end(root)
        self.init(builder, in: bytes)
    }
}

extension MessageShape {
    /// Checks a message as reading it does, and keeps nothing of it: what that costs is what reading costs at least.
    public func check(_ bytes: [UInt8], in range: Range<Int>) throws(ProtobufError) {
        try bytes.span.passMessage(range, self)
    }
}

extension Span<UInt8> {
    fileprivate func readMessage(
        _ range: Range<Int>, _ shape: MessageShape, into builder: inout JSONTreeBuilder
    ) throws(ProtobufError) {
        var place = range.lowerBound
        /// The array that is open, and of which field.
        var array: (number: UInt64, node: Int)?
        /// The arrays that were closed, a bit each.
        var closed: UInt64 = 0
        while place < range.upperBound {
            let start = place
            let (number, type) = try tag(at: &place, below: range.upperBound)
            if let open = array, open.number != number {
                builder.end(open.node)
                closed |= 1 << open.number
                array = nil
            }
            guard let field = shape.field(number) else {
                try skip(type, at: &place, below: range.upperBound)
                continue
            }
            if field.isList, array == nil {
                guard closed >> number & 1 == 0 else { throw ProtobufError(reason: .scattered, offset: start) }
                array = (number, builder.begin(field.isMap ? .object : .array, mark: field.mark))
            }
            guard type == field.type else { throw ProtobufError(reason: .otherEncoding, offset: start) }
            let mark = field.isList ? 0 : field.mark
            if type == .varint {
                builder.add(try varint(at: &place, below: range.upperBound), field.content, mark: mark)
            } else {
                try read(try self.field(at: &place, below: range.upperBound), field, mark, into: &builder)
            }
        }
        if let array { builder.end(array.node) }
    }

    fileprivate func passMessage(_ range: Range<Int>, _ shape: MessageShape) throws(ProtobufError) {
        var place = range.lowerBound
        while place < range.upperBound {
            let (number, type) = try tag(at: &place, below: range.upperBound)
            if type == .bytes, case .message(let inner) = shape.field(number)?.content {
                try passMessage(try field(at: &place, below: range.upperBound), inner)
            } else {
                try skip(type, at: &place, below: range.upperBound)
            }
        }
    }

    private func read(
        _ range: Range<Int>, _ field: MessageShape.Field, _ mark: UInt8, into builder: inout JSONTreeBuilder
    ) throws(ProtobufError) {
        switch field.content {
        case .text: builder.addText(range, mark: mark)
        case .message(let shape):
            let node = builder.begin(.object, mark: mark)
            try readMessage(range, shape, into: &builder)
            builder.end(node)
        case .map: try readEntry(range, into: &builder)
        case .time: try readTime(range, mark, into: &builder)
        case .numberOrText: try readNumberOrText(range, mark, into: &builder)
        case .flag, .number: throw ProtobufError(reason: .otherEncoding, offset: range.lowerBound)
        }
    }

    /// A key (1) and a value (2); what is not written is empty.
    private func readEntry(_ range: Range<Int>, into builder: inout JSONTreeBuilder) throws(ProtobufError) {
        var (name, value) = (range.lowerBound..<range.lowerBound, range.lowerBound..<range.lowerBound)
        var place = range.lowerBound
        while place < range.upperBound {
            let (number, type) = try tag(at: &place, below: range.upperBound)
            switch (number, type) {
            case (1, .bytes): name = try field(at: &place, below: range.upperBound)
            case (2, .bytes): value = try field(at: &place, below: range.upperBound)
            default: try skip(type, at: &place, below: range.upperBound)
            }
        }
        builder.addText(value, name: name)
    }

    /// An empty message is the zero time, which is `null` in JSON.
    private func readTime(
        _ range: Range<Int>, _ mark: UInt8, into builder: inout JSONTreeBuilder
    ) throws(ProtobufError) {
        let numbers = try numbers(range)
        if range.isEmpty {
            builder.add(.null, mark: mark)
        } else {
            builder.add(.time, Int64(bitPattern: numbers.first), mark: mark)
        }
    }

    private func readNumberOrText(
        _ range: Range<Int>, _ mark: UInt8, into builder: inout JSONTreeBuilder
    ) throws(ProtobufError) {
        let (type, number, text) = try numbers(range)
        if type == 0 {
            builder.add(.whole, Int64(bitPattern: number), mark: mark)
        } else {
            builder.addText(text, mark: mark)
        }
    }

    /// Fields 1 and 2 where they are numbers, and field 3 where it is a text.
    private func numbers(_ range: Range<Int>) throws(ProtobufError) -> (first: UInt64, second: UInt64, text: Range<Int>)
    {
        var (first, second, text) = (UInt64(0), UInt64(0), range.lowerBound..<range.lowerBound)
        var place = range.lowerBound
        while place < range.upperBound {
            let (number, type) = try tag(at: &place, below: range.upperBound)
            switch (number, type) {
            case (1, .varint): first = try varint(at: &place, below: range.upperBound)
            case (2, .varint): second = try varint(at: &place, below: range.upperBound)
            case (3, .bytes): text = try field(at: &place, below: range.upperBound)
            default: try skip(type, at: &place, below: range.upperBound)
            }
        }
        return (first, second, text)
    }
}

extension MessageShape.Field {
    /// Whether its values are put together.
    fileprivate var isList: Bool { isRepeated || isMap }

    fileprivate var isMap: Bool { if case .map = content { true } else { false } }

    fileprivate var type: WireType {
        switch content {
        case .flag, .number: .varint
        case .text, .time, .numberOrText, .map, .message: .bytes
        }
    }
}

extension JSONTreeBuilder {
    fileprivate mutating func add(_ value: UInt64, _ content: MessageShape.Content, mark: UInt8) {
        if case .flag = content {
            add(.bool, value == 0 ? 0 : 1, mark: mark)
        } else {
            add(.whole, Int64(bitPattern: value), mark: mark)
        }
    }
}
