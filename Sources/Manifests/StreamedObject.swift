import KubernetesModel

/// An object of JSON that is read as its text comes in. Where it is a list, its items are taken as they come, and taken
/// back where it turns out that it is none.
struct StreamedObject {
    private let line: Int
    /// What was read before it.
    let before: Manifests
    /// Its text without the items.
    private var text: [UInt8] = [UInt8(ascii: "{")]
    /// How the items are to be read, once they have begun.
    private(set) var items: ListItems?
    private var waiting: [StreamedItem] = []
    /// Where items were left out of the text, and how many lines they have.
    private var gaps: [(place: Int, lineCount: Int)] = []

    /// The object that begins on a line, behind its brace.
    init(line: Int, before: Manifests) {
        self.line = line
        self.before = before
    }

    /// Adds what is read of its text.
    mutating func append(_ bytes: ArraySlice<UInt8>) { text += bytes }

    /// Goes into its items.
    mutating func beginItems(line: Int) {
        items = ListItems(of: text + "]}".utf8)
        gaps.append((text.count, -line))
    }

    /// Leaves them.
    mutating func endItems(line: Int) {
        gaps[gaps.count - 1].lineCount += line
        text.append(UInt8(ascii: "]"))
    }

    /// Takes an item, or keeps it until it is known what it is.
    mutating func add(
        _ objects: [KubernetesDecoder.Decoded]?, _ item: StreamedItem, _ manifests: inout Manifests
    ) {
        // None may overtake another: of two with one name the last counts.
        if let objects, waiting.isEmpty { item.give(objects, to: &manifests) } else { waiting.append(item.copy) }
    }

    /// Takes all items back, as others come in their place: of members with one name the last counts.
    mutating func forgetItems(_ manifests: inout Manifests) {
        guard items != nil else { return }
        manifests = before
        items = nil
        waiting = []
    }

    /// Ends the object: only now is it known for sure what it is.
    func finish(_ file: String, _ manifests: inout Manifests) {
        let list = ListItems(of: text, isWhole: true)
        guard let items, list.isList else {
            manifests = before
            return manifests.readWhole(paddedText, firstLine: line, from: file)
        }
        if items.isComplete, items != list {
            manifests = before
            return manifests.refuse(
                SourcePlace(file, line: line), "says twice what it is a list of: remove one of the two")
        }
        for item in waiting { item.give(item.objects(of: list), to: &manifests) }
    }

    /// The text with the lines of its items, so that what stands behind them keeps its line.
    private var paddedText: [UInt8] {
        var padded: [UInt8] = []
        var done = 0
        for gap in gaps {
            padded += text[done..<gap.place]
            padded += [UInt8](repeating: UInt8(ascii: "\n"), count: gap.lineCount)
            done = gap.place
        }
        return padded + text[done...]
    }
}
