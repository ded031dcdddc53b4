/// How unlike two words are, for hints at what somebody meant.
enum EditDistance {
    /// How many bytes have to be put in, taken out or changed; two neighbours that change places count as one.
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var next = [index + 1]
            for (place, other) in right.enumerated() {
                var cost = min(row[place + 1] + 1, next[place] + 1, row[place] + (byte == other ? 0 : 1))
                if index > 0, place > 0, byte == right[place - 1], left[index - 1] == other {
                    cost = min(cost, before[place - 1] + 1)
                }
                next.append(cost)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
