/// How many instructions each part of a program took, from the files that callgrind writes.
public enum InstructionCounts {
    /// The number that one file is about; `nil` where it is no such file.
    public static func total(_ text: String) -> Double? {
        for line in text.split(separator: "\n") {
            for title in ["summary: ", "totals: "] where line.hasPrefix(title) {
                return Double(String(line.dropFirst(title.count).prefix { $0 != " " }))
            }
        }
        return nil
    }
}
