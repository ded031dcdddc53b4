import TestSupport
import Testing

@testable import Commands

@Suite struct ExplainTests {
    private let files = "-f pods.yaml -f policy.yaml"

    @Test(
        "the answer is the text that was reviewed, and its exit code is the verdict",
        arguments: [
            ("shop/web shop/db:5432", ExitCode.yes, "explain-allowed.txt"),
            ("shop/web shop/db:80 -4", .denied, "explain-denied.txt"),
            ("shop/web shop/db", .yes, "explain-ports.txt"),
            ("192.0.2.1 shop/db:5432 -o json", .denied, "explain.json"),
            ("shop/db shop/web:8080/TCP --node n2 -v", .yes, "explain-node.txt"),
        ])
    func answers(_ question: String, _ code: ExitCode, _ name: String) throws {
        let run = TestHost(Site.files).run("explain \(question) \(files)")
        #expect(run.code == code && run.words.isEmpty)
        try Golden.expect(run.output, name)
    }

    @Test("families can be chosen, and both are asked otherwise")
    func families() {
        let host = TestHost(Site.files)
        let both = host.run("explain shop/web shop/db:5432 \(files)").output
        let ipv4 = host.run("explain shop/web shop/db:5432 -4 \(files)").output
        let ipv6 = host.run("explain shop/web shop/db:5432 -6 \(files)").output
        #expect(both.contains("10.2.0.1") && both.contains("fd00:2::1"))
        #expect(ipv4.contains("10.2.0.1") && !ipv4.contains("fd00:2::1"))
        #expect(!ipv6.contains("10.2.0.1") && ipv6.contains("fd00:2::1"))
        #expect(host.run("explain shop/web shop/db:5432 -4 -6 \(files)").output == both)
    }

    @Test("a question that cannot be asked is an error with what would be right")
    func mistakes() {
        let host = TestHost(Site.files)
        let unknown = host.run("explain shop/wbe shop/db:80 \(files)")
        #expect(unknown.code == .failure && unknown.output.isEmpty)
        #expect(unknown.words.hasPrefix("martlet: source \"shop/wbe\": ") && unknown.words.contains("shop/web"))
        #expect(host.run("explain shop/web \(files)").words.hasPrefix("martlet: write who sends and who receives"))
        #expect(host.run("explain shop/web shop/db:80 \(files) --node n9").code == .failure)
    }

    @Test("where something of the input cannot be read, the answer stands and the exit code says so")
    func partial() {
        #expect(TestHost(Site.files).run("explain shop/web shop/db:5432 \(files) -f broken.yaml").code == .partial)
    }
}
