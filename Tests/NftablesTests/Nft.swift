import Nftables
import TestSupport

/// The real `nft` in a namespace of its own.
enum Nft {
    /// What `nft` lists after it has loaded this text.
    static func listing(ofText text: String, table: String = "martlet") throws -> String {
        try listing(["nft", "-f", "-"], text, table)
    }

    /// What `nft` lists after it has loaded this JSON.
    static func listing(ofJSON text: String, table: String = "martlet") throws -> String {
        try listing(["nft", "-j", "-f", "-"], text, table)
    }

    private static func listing(_ command: [String], _ input: String, _ table: String) throws -> String {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try namespace.command(command, input: input)
        return try namespace.command(["nft", "list", "table", "inet", table])
    }

    /// Whether `nft` and the kernel take this text.
    static func takes(_ text: String) throws -> Bool {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        return try namespace.run { try Command.run(["nft", "-f", "-"], input: text) }.succeeded
    }
}

/// A listing with the elements of hash sets and maps of several fields in the order of their text.
///
/// `nft` 1.0.6 sorts those by their last field, and we by the first.
func withSortedConcatenations(_ listing: String) -> String {
    var isConcatenation = false
    var elements: [Substring]?
    var lines: [Substring] = []
    for line in listing.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("\t\ttype ") { isConcatenation = line.contains(" . ") }
        if line.hasPrefix("\t\tflags interval") { isConcatenation = false }
        if isConcatenation, line.hasPrefix("\t\telements = { ") { elements = [] }
        guard elements != nil else {
            lines.append(line)
            continue
        }
        elements?.append(line.trimmingPrefix("\t\telements = { ").trimmingPrefix("\t\t\t     "))
        guard line.hasSuffix(" }") else { continue }
        lines += (elements ?? []).map { $0.hasSuffix(" }") ? $0.dropLast(2) : $0.dropLast() }.sorted()
        elements = nil
    }
    return lines.joined(separator: "\n")
}

/// The first lines in which two texts differ; `nil` where they are the same. For `#expect`, which prints no more.
func difference(_ left: String, _ right: String) -> String? {
    if left.utf8.elementsEqual(right.utf8) { return nil }
    let (left, right) = (left.split(separator: "\n"), right.split(separator: "\n"))
    let index = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let line = index ?? min(left.count, right.count)
    let lines = [left, right].map { $0.dropFirst(line).prefix(2).joined(separator: "\n") }
    return "line \(line + 1):\n\(lines[0])\nagainst\n\(lines[1])"
}
