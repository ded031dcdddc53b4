/// How a field is encoded.
enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
}

// These functions take a place and move it behind what stands there.
extension Span<UInt8> {
    /// A number of one to ten bytes, the lowest seven bits first.
    @inline(__always)
    func varint(at place: inout Int, below end: Int) throws(ProtobufError) -> UInt64 {
        if place < end, self[place] < 0x80 {
            place += 1
            return UInt64(self[place - 1])
        }
        return try longVarint(at: &place, below: end)
    }

    private func longVarint(at place: inout Int, below end: Int) throws(ProtobufError) -> UInt64 {
        let start = place
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard place < end else { throw ProtobufError(reason: .endedEarly, offset: end) }
            let byte = UInt64(self[place])
            place += 1
            if shift == 63, byte > 1 { break }
            value |= (byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw ProtobufError(reason: .numberTooLong, offset: start)
    }

    /// The number of a field and how it is encoded.
    @inline(__always)
    func tag(at place: inout Int, below end: Int) throws(ProtobufError) -> (number: UInt64, type: WireType) {
        let start = place
        let tag = try varint(at: &place, below: end)
        guard tag >> 3 > 0, tag >> 3 < 1 << 29, let type = WireType(rawValue: tag & 7) else {
            throw ProtobufError(reason: .badTag, offset: start)
        }
        return (tag >> 3, type)
    }

    /// What a field of bytes holds.
    @inline(__always)
    func field(at place: inout Int, below end: Int) throws(ProtobufError) -> Range<Int> {
        let count = try varint(at: &place, below: end)
        guard count <= UInt64(end - place) else { throw ProtobufError(reason: .endedEarly, offset: end) }
        let start = place
        place += Int(count)
        return start..<place
    }

    /// Passes over the value of a field.
    @inline(__always)
    func skip(_ type: WireType, at place: inout Int, below end: Int) throws(ProtobufError) {
        switch type {
        case .varint: _ = try varint(at: &place, below: end)
        case .bytes: _ = try field(at: &place, below: end)
        case .fixed32: place += 4
        case .fixed64: place += 8
        }
        guard place <= end else { throw ProtobufError(reason: .endedEarly, offset: end) }
    }
}

extension Span<UInt8> {
    /// Where the last field of a number stands in the message of a range, of those that hold bytes.
    public func lastField(_ wanted: UInt64, in range: Range<Int>) throws(ProtobufError) -> Range<Int>? {
        var found: Range<Int>?
        var place = range.lowerBound
        while place < range.upperBound {
            let (number, type) = try tag(at: &place, below: range.upperBound)
            if number == wanted, type == .bytes {
                found = try field(at: &place, below: range.upperBound)
            } else {
                try skip(type, at: &place, below: range.upperBound)
            }
        }
        return found
    }

    /// The next field that holds bytes, those that do not being passed over: where it ends is where to go on.
    ///
    /// `nil` where the message of the range, which may go on behind what there is of it, has no more that is whole.
    public func nextField(from start: Int, below end: Int) throws(ProtobufError) -> ProtobufField? {
        var place = start
        do throws(ProtobufError) {
            let (number, type) = try tag(at: &place, below: Swift.min(end, count))
            guard type == .bytes else {
                try skip(type, at: &place, below: Swift.min(end, count))
                return ProtobufField(number: number, content: place..<place, isWhole: true)
            }
            let length = try varint(at: &place, below: Swift.min(end, count))
            guard length <= UInt64(end - place) else { throw ProtobufError(reason: .endedEarly, offset: place) }
            return ProtobufField(
                number: number, content: place..<place + Int(length), isWhole: place + Int(length) <= count)
        } catch  where error.reason == .endedEarly && end > count && error.offset >= count {
            return nil
        }
    }
}
