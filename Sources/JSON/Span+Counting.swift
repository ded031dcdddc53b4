extension Span<UInt8> {
    /// How many LF and how many CR are in a range: sixteen bytes are looked at together.
    public func lineEnds(in range: Range<Int>) -> (feeds: Int, returns: Int) {
        var (feeds, returns) = (0, 0)
        var place = range.lowerBound
        while place + Lanes.scalarCount <= range.upperBound {
            let lanesCount = Swift.min((range.upperBound - place) / Lanes.scalarCount, lanesCountMax)
            let end = place + lanesCount * Lanes.scalarCount
            let block = lineEndsOfBlock(place..<end)
            feeds += block.feeds
            returns += block.returns
            place = end
        }
        for index in place..<range.upperBound {
            if self[index] == UInt8(ascii: "\n") { feeds += 1 }
            if self[index] == UInt8(ascii: "\r") { returns += 1 }
        }
        return (feeds, returns)
    }

    private func lineEndsOfBlock(_ range: Range<Int>) -> (feeds: Int, returns: Int) {
        let (zeros, ones) = (Lanes(repeating: 0), Lanes(repeating: 1))
        let feed = Lanes(repeating: UInt8(ascii: "\n"))
        let carriageReturn = Lanes(repeating: UInt8(ascii: "\r"))
        var (feeds, returns) = (zeros, zeros)
        var place = range.lowerBound
        while place < range.upperBound {
            let lanes = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: Lanes.self)
            feeds &+= zeros.replacing(with: ones, where: lanes .== feed)
            returns &+= zeros.replacing(with: ones, where: lanes .== carriageReturn)
            place += Lanes.scalarCount
        }
        return (total(feeds), total(returns))
    }

    private func total(_ lanes: Lanes) -> Int {
        var total = 0
        for index in lanes.indices { total += Int(lanes[index]) }
        return total
    }
}

private typealias Lanes = SIMD16<UInt8>

/// How many are looked at before lanes of a byte each may have counted as far as they can.
private let lanesCountMax = 255
