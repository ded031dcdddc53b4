/// Which parts of a value somebody looks at; the rest is checked and dropped.
///
/// The items of an array have the shape of the array. All shapes that lie in one are written flat into one list and
/// speak of each other by number, since following references cost as much as reading.
public final class JSONShape: Sendable {
    /// A member that is looked at.
    public struct Member: Sendable {
        let name: String
        let mark: UInt8
        let shape: JSONShape

        /// The member of this name, which is found again by its mark, a number above 0.
        public init(_ name: String, mark: UInt8, _ shape: JSONShape) {
            precondition(mark > 0, "mark 0 is that of members that nobody named")
            self.name = name
            self.mark = mark
            self.shape = shape
        }
    }

    /// A shape as it stands in the list.
    struct Part: Sendable {
        let names: JSONNames
        /// Beside the names: their marks, and the numbers of the shapes of what they name.
        let marks: [UInt8]
        let shapes: [Int]
        /// Whether members of other names are kept too, with all that is in them.
        let keepsOthers: Bool
        let isLater: Bool
    }

    /// That a value is there, and what it is where it has no parts.
    public static let leaf = JSONShape([])
    /// All of it.
    public static let all = JSONShape([], keepsOthers: true)
    /// That it is there, and where it begins: it is read later.
    public static let later = JSONShape([], isLater: true)

    private let members: [Member]
    private let keepsOthers: Bool
    private let isLater: Bool
    /// This shape, then those that lie in it.
    let parts: [Part]

    /// These members of an object, or of each object in an array.
    public convenience init(_ members: [Member], keepsOthers: Bool = false) {
        self.init(members, keepsOthers: keepsOthers, isLater: false)
    }

    /// What any of these shapes keeps. Members of one name have one mark in all of them.
    public convenience init(merging shapes: [JSONShape]) {
        var names: [String] = []
        for name in shapes.flatMap({ $0.members.map(\.name) }) where !names.contains(name) { names.append(name) }
        let members = names.map { name in
            let same = shapes.flatMap { $0.members.filter { $0.name == name } }
            return Member(name, mark: same[0].mark, JSONShape(merging: same.map(\.shape)))
        }
        let isLater = shapes.contains { $0.isLater }
        self.init(members, keepsOthers: shapes.contains { $0.keepsOthers }, isLater: isLater)
    }

    private init(_ members: [Member], keepsOthers: Bool = false, isLater: Bool = false) {
        self.members = members
        self.keepsOthers = keepsOthers
        self.isLater = isLater
        var starts: [Int] = []
        var inner: [Part] = []
        for member in members {
            let start = 1 + inner.count
            starts.append(start)
            inner += member.shape.parts.map { $0.moved(by: start) }
        }
        let own = Part(
            names: JSONNames(members.map(\.name)), marks: members.map(\.mark), shapes: starts,
            keepsOthers: keepsOthers, isLater: isLater)
        parts = [own] + inner
    }
}

extension JSONShape.Part {
    /// The same in a list in which the shapes stand so many places further on.
    fileprivate func moved(by distance: Int) -> Self {
        Self(
            names: names, marks: marks, shapes: shapes.map { $0 + distance }, keepsOthers: keepsOthers,
            isLater: isLater)
    }
}
