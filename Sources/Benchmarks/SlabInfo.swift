/// What the kernel holds in small pieces, from the text of `/proc/slabinfo`.
///
/// Elements, rules and chains of nftables are `kmalloc` pieces, of which no list says whose they are; so what a table
/// takes is what these caches have more of while it is there.
public struct SlabInfo: Equatable, Sendable {
    /// Bytes of the pieces in use, in all caches of general use.
    public let kmallocByteCount: Int

    /// Reads the text; `nil` where it is no such text.
    public init?(_ text: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        // Name, pieces in use, all pieces, the size of one.
        let caches = lines.filter { $0.count > 3 && $0[0].hasPrefix("kmalloc") }
        let sizes = caches.compactMap { fields -> Int? in
            guard let count = Int(fields[1]), let size = Int(fields[3]) else { return nil }
            return count * size
        }
        guard !sizes.isEmpty, sizes.count == caches.count else { return nil }
        kmallocByteCount = sizes.reduce(0, +)
    }
}
