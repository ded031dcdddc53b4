import TestSupport
import Testing

@testable import Commands

@Suite struct ManPageTests {
    @Test("the manual in docs is the one that the program prints")
    func committed() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        try Golden.expect(ManPage.text, "../../../docs/martlet.8")
        #expect(try Command.output(of: ["cat", "/\(root)/docs/martlet.8"]) == ManPage.text)
    }

    @Test("the manual names every command, option and exit code, and has nothing that roff would take for a command")
    func whole() {
        let plain = ManPage.text.split(separator: "\\").joined()
        for verb in Verb.shown {
            #expect(plain.contains(".SS martlet \(verb.rawValue)"))
            for option in Page(verb).options where option != .help { #expect(plain.contains(option.name)) }
        }
        let known = [".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I", ".RI", ".BR", ".RS", ".RE", ".nf", ".fi", ".\\\""]
        for line in ManPage.text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(known.contains { line == $0 || line.hasPrefix("\($0) ") }, "\(line)")
        }
    }
}
