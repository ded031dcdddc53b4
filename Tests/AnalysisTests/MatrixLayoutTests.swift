import Addresses
import KubernetesModel
import Pictures
import Testing

@testable import Analysis

@Suite struct MatrixLayoutTests {
    @Test(
        "labels of every length fit between the margins, and none reaches into the next",
        arguments: [1, 5, 20, 63, 253])
    func fits(_ length: Int) {
        for count in [1, 5, 20, 50] {
            let matrix = Self.matrix(count, nameLength: length)
            let layout = MatrixLayout(matrix, words: ["All"])
            let size = MatrixLayout.labelSize
            let widths = layout.labels.map { TextWidth.of($0, size: size) }
            #expect(layout.labels.count == count + 1)
            for (width, x) in zip(widths, layout.columns) {
                #expect(layout.left - 10 - width >= MatrixLayout.margin)
                #expect(layout.top - 10 - width * 0.7072 >= MatrixLayout.margin + MatrixLayout.titleSize + 16)
                #expect(x + layout.cellWidth / 2 + width * 0.7072 <= layout.width)
            }
            for (next, column) in zip(layout.columns.dropFirst(), layout.columns) {
                // Slanted labels lie side by side where their baselines are further apart than letters are high.
                #expect((next - column) * 0.7071 >= size * 1.25)
            }
            for (next, row) in zip(layout.rows.dropFirst(), layout.rows) { #expect(next - row >= size * 1.5) }
        }
    }

    @Test("cells have words while these are short and few, and numbers then")
    func words() {
        let few = Self.matrix(5, nameLength: 4)
        #expect(MatrixLayout(few, words: ["All", "TCP 80,443"]).isInWords)
        #expect(!MatrixLayout(few, words: ["TCP 80,443,8080,8443,9090"]).isInWords)
        #expect(!MatrixLayout(Self.matrix(50, nameLength: 4), words: ["TCP 80"]).isInWords)
    }

    @Test("each namespace is a group, and so are the addresses outside")
    func groups() {
        let layout = MatrixLayout(Self.matrix(5, nameLength: 4), words: [])
        #expect(layout.groups.map(\.name) == ["outside", "ns0", "ns1"])
        #expect(layout.groups.map(\.range) == [0..<1, 1..<4, 4..<6])
    }

    /// Pods with names of one length in two namespaces.
    private static func matrix(_ count: Int, nameLength: Int) -> ReachMatrix {
        var inventory = Inventory()
        for index in 0..<count {
            let digits = "\(index)"
            let name = String(repeating: "w", count: max(0, nameLength - digits.count)) + digits
            let pod = Pod(
                ObjectKey("ns\(index * 2 / (count + 1))", name),
                addresses: [IPAddress(ipv4: 0x0A00_0001 + UInt32(index))])
            inventory.add([(.pod(pod), nil)])
        }
        return ReachMatrix(Connectivity(inventory))
    }
}
