import Analysis
import JSON
import KubernetesModel
import YAML

/// Reads JSON values side by side as their text comes in, and of a list one item at a time.
///
/// What cannot be read to its end is read again from its beginning once there is more of the text. So there is one
/// reader of JSON, which need not stop in the middle of anything.
struct JSONStream {
    private enum Position { case between, members, items, broken }

    private let file: String
    private var reader = JSONReader([])
    private var position = Position.between
    /// The object that is being read, where it is one.
    private var object: StreamedObject?
    private var lines = LineTally()
    /// Up to where the reader's bytes were counted into `lines`.
    private var counted = 0
    /// Whether the reader's first byte begins a line.
    private var startsLine = true
    /// Whether the reader has all of the text, or all before `---`.
    private var isLast = false
    /// Whether `---` was seen.
    private var isCut = false
    /// How many bytes the reader must have before it makes sense to try again.
    private var countWanted = 0
    /// The longest item so far: where less than that is left, most tries would be in vain.
    private var longestItem = 0
    /// What stands from `---` on, and is read as a whole in the end.
    private var rest: [UInt8] = []

    /// The values of a file that is called so.
    init(_ file: String) { self.file = file }

    /// Reads on in the next part.
    mutating func add(_ part: some Collection<UInt8>, to manifests: inout Manifests) {
        if isCut { return rest.append(contentsOf: part) }
        _ = line(at: reader.offset)
        counted -= reader.offset
        if let last = reader[0..<reader.offset].last { startsLine = isLineEnd(last) }
        reader.feed(part)
        if reader.count >= countWanted { advance(&manifests) }
    }

    /// Reads what is left.
    mutating func end(in manifests: inout Manifests) {
        isLast = true
        advance(&manifests)
        if isCut { manifests.readWhole(rest, firstLine: line(at: reader.count), from: file) }
    }

    private mutating func advance(_ manifests: inout Manifests) {
        while true {
            let mark = reader.mark
            do throws(JSONError) {
                if try step(from: mark, &manifests) { continue }
                countWanted = 0
                return reader.goBack(to: mark)
            } catch {
                reader.goBack(to: mark)
                if isLast || !reader.mayLackMore(error) {
                    fail(error, &manifests)
                } else {
                    // Twice of what was not enough: all tries together cost no more than a few passes.
                    countWanted = 2 * (reader.count - reader.offset)
                    return
                }
            }
        }
    }

    /// Reads the next value, member or item; `false` where there is none, or not enough of it to be sure.
    private mutating func step(from mark: JSONReader.Mark, _ manifests: inout Manifests) throws(JSONError) -> Bool {
        switch position {
        case .between: try readValue(&manifests)
        case .members: try readMember(from: mark, &manifests)
        case .items: try readItem(&manifests)
        case .broken: seekMark()
        }
    }

    /// Whether what was read last is surely at its end: a number may go on.
    private var isSure: Bool { isLast || reader.offset < reader.count }

    /// The line of a place that is not before the last one asked for.
    private mutating func line(at place: Int) -> Int {
        if place > counted {
            reader.withSpan { lines.pass($0.extracting(counted..<place)) }
            counted = place
        }
        return lines.line
    }
}

extension JSONStream {
    private mutating func readValue(_ manifests: inout Manifests) throws(JSONError) -> Bool {
        guard reader.passSpace() != nil else { return false }
        let start = reader.mark
        if try reader.peek() == .object {
            try reader.beginObject()
            object = StreamedObject(line: line(at: start.offset), before: manifests)
            position = .members
            return true
        }
        try reader.skip()
        guard isSure else { return false }
        let line = line(at: start.offset)
        StreamedItem(file: file, line: line, json: reader[start.offset..<reader.offset]).giveAll(to: &manifests)
        return true
    }

    private mutating func readMember(
        from mark: JSONReader.Mark, _ manifests: inout Manifests
    ) throws(JSONError) -> Bool {
        guard let name = try reader.nextKey() else {
            object?.append(reader[mark.offset..<reader.offset])
            object?.finish(file, &manifests)
            object = nil
            position = .between
            return true
        }
        let isItems = name == "items"
        if isItems, try reader.peek() == .array {
            try reader.beginArray()
            position = .items
        } else {
            try reader.skip()
            guard isSure else { return false }
        }
        if isItems { object?.forgetItems(&manifests) }
        object?.append(reader[mark.offset..<reader.offset])
        if position == .items {
            let start = line(at: reader.offset)
            object?.beginItems(line: start)
        }
        return true
    }

    private mutating func readItem(_ manifests: inout Manifests) throws(JSONError) -> Bool {
        guard isLast || reader.count - reader.offset >= longestItem else { return false }
        guard try reader.nextItem() else {
            let end = line(at: reader.offset)
            object?.endItems(line: end)
            position = .members
            return true
        }
        _ = try reader.peek()
        let start = reader.offset
        let objects = try object?.items?.objects(in: &reader)
        guard isSure else { return false }
        let item = StreamedItem(file: file, line: line(at: start), json: reader[start..<reader.offset])
        longestItem = max(longestItem, item.json.count)
        object?.add(objects, item, &manifests)
        return true
    }
}

extension JSONStream {
    /// Drops the value that is broken, and all behind it, unless it is only `---` that stands in it.
    private mutating func fail(_ error: JSONError, _ manifests: inout Manifests) {
        let place = min(error.offset, reader.count)
        if !isCut, let start = startOfLine(at: place), isMark(at: start) { return cut(at: start) }
        if let object { manifests = object.before }
        object = nil
        manifests.refuse(SourcePlace(file, line: line(at: place)), "\(error.reason)")
        reader.pass(to: place)
        position = .broken
    }

    /// Seeks the line behind which the text is to be read again.
    private mutating func seekMark() -> Bool {
        for place in reader.offset..<reader.count where isMark(at: place) && startOfLine(at: place) == place {
            cut(at: place)
            return false
        }
        // A mark may begin here that is not all there yet.
        reader.pass(to: max(reader.offset, reader.count - 4))
        return false
    }

    private mutating func cut(at place: Int) {
        rest = reader.cut(at: place)
        isCut = true
        isLast = true
    }

    /// Where the line begins that a place is in; `nil` where that was forgotten already.
    private func startOfLine(at place: Int) -> Int? {
        let end = reader[0..<place].lastIndex(where: isLineEnd)
        return end.map { $0 + 1 } ?? (startsLine ? 0 : nil)
    }

    /// Whether a document ends here, where a line begins: before `---`, and between values before `...` too.
    private func isMark(at place: Int) -> Bool {
        let bytes = reader[place..<min(place + 4, reader.count)]
        guard bytes.count == 4 || isLast else { return false }
        let isBegin = bytes.starts(with: "---".utf8)
        let isEnd = bytes.starts(with: "...".utf8) && position != .members && position != .items
        guard isBegin || isEnd else { return false }
        return bytes.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || isLineEnd($0) }
    }
}

private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
