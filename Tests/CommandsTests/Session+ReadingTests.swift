import Glibc
import KubernetesModel
import ServerAccess
import TestSupport
import Testing

@testable import Commands

@Suite struct ReadingTests {
    @Test("files, directories with what is below them, and standard input are read alike")
    func places() {
        let host = TestHost([
            "all/pods.yaml": Site.pods, "all/deep/policy.json.yaml": Site.policy, "all/.hidden.yaml": "a: [b",
            "all/readme.txt": "a: [b", "-": Site.pods + "\n---\n" + Site.policy,
        ])
        let directory = host.run("dump -f all")
        #expect(directory.code == .yes && directory.words.isEmpty)
        #expect(host.run("dump -f all/pods.yaml -f all/deep") == directory)
        #expect(host.run("dump -f -") == directory)
    }

    @Test("what cannot be read at all is an error that names it")
    func missing() {
        let host = TestHost(["empty/readme.txt": ""])
        #expect(
            host.run("dump")
                == Run(
                    code: .failure, output: "",
                    words: "martlet: what to read is missing: write -f FILE, -f DIRECTORY, or -f - for standard input; "
                        + "or name an API server by --kubeconfig FILE\nmartlet help dump shows what can be written\n"))
        #expect(
            host.run("dump -f gone.yaml").words
                == "martlet: gone.yaml cannot be read: No such file or directory\n")
        #expect(
            host.run("dump -f empty").words == "martlet: empty has no file that ends in .yaml, .yml or .json\n")
        #expect(host.run("dump -f pods.yaml pods").words.hasPrefix("martlet: dump takes no \"pods\""))
    }

    @Test("a broken document is named with file, line and reason, the rest goes on, and the exit code says so")
    func broken() {
        let host = TestHost(Site.files)
        let whole = host.run("dump -f pods.yaml -f policy.yaml")
        let run = host.run("dump -f pods.yaml -f broken.yaml -f policy.yaml")
        #expect(run.code == .partial)
        #expect(run.output == whole.output)
        #expect(
            run.words == """
                broken.yaml:5: error: a comma or ] belongs here
                note: passed over, since policies do not ask about them: ConfigMap (1)

                """)
        let quiet = host.run("dump -q -f pods.yaml -f broken.yaml -f policy.yaml")
        #expect(quiet.words == "broken.yaml:5: error: a comma or ] belongs here\n")
    }

    @Test("a policy that an API server would refuse is told with its line, isolates and allows nothing")
    func refused() {
        let host = TestHost(Site.files)
        host.files["policy.yaml"] = Site.policy.split(separator: "5432").joined(separator: "70000")
        let run = host.run("dump -f pods.yaml -f policy.yaml --node n2")
        #expect(run.code == .partial)
        #expect(run.output.contains("isolated by shop/db") && !run.output.contains("allow/"))
        #expect(
            run.words == "policy.yaml:8: error: NetworkPolicy shop/db: spec.ingress[0].ports[0].port: 70000 is no "
                + "port: write a number from 1 to 65535\n")
    }

    @Test("without files an API server is asked, and its objects are those of files")
    func server() throws {
        let host = TestHost(Site.files)
        let files = host.run("dump -f pods.yaml -f policy.yaml")
        var objects: [SentObject] = []
        for text in [Site.podsJSON, Site.policyJSON] {
            for decoded in try KubernetesDecoder.objects(in: Array(text.utf8)) {
                objects.append(SentObject(object: decoded.object, resourceVersion: "1", defects: decoded.defects))
            }
        }
        host.server = ServerAnswer(server: "https://api", objects: objects, warnings: ["nobody is trusted"])
        let run = host.run("dump --kubeconfig k --context c --server https://api --token-file t")
        #expect(run.output == files.output && run.code == .yes)
        #expect(run.words == "warning: nobody is trusted\n")
        #expect(
            host.asked
                == AccessOptions(kubeconfig: "k", context: "c", server: "https://api", tokenFile: "t"))
        #expect(host.run("dump -q").words.isEmpty)
        let defect = Defect(.error, at: "spec", "is a string: write an object")
        host.server = ServerAnswer(
            server: "https://api", objects: [SentObject(object: nil, resourceVersion: "", defects: [defect])])
        let partial = host.run("dump")
        #expect(partial.code == .partial && partial.words == "https://api: error: spec: is a string: write an object\n")
    }

    @Test("says what is wrong with the way to an API server, and that files and a server exclude each other")
    func noServer() {
        let host = TestHost(Site.files)
        #expect(
            host.run("list --server api:6443").words
                == "martlet: --server: has no scheme: write https:// before the host\n")
        #expect(
            host.run("list --server https://api:6443").words
                == "martlet: the server at https://api:6443 refused the connection\n")
        #expect(
            host.run("lint -f pods.yaml --context c").words
                == "martlet: -f and --context exclude each other: read files, or ask an API server\n"
                + "martlet help lint shows what can be written\n")
    }

    @Test("no more remarks of a kind are told than somebody reads, and how many there are beyond")
    func many() {
        let documents = (0..<50).map { "a: [b\n# \($0)" }.joined(separator: "\n---\n")
        let run = TestHost(["a.yaml": documents]).run("dump -f a.yaml")
        #expect(run.words.split(separator: "\n").count == 41)
        #expect(run.words.hasSuffix("error: 10 more like these; martlet lint lists all\n"))
    }

    @Test("names do nothing to a terminal, whoever wrote them")
    func terminal() {
        let pod = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\\u001b[2Jb\"}}"
        let run = TestHost(["a.json": pod]).run("dump -f a.json")
        #expect(!run.words.contains("\u{1B}") && run.words.contains("Pod default/a?[2Jb"))
    }

    @Test("a directory that cannot be read is an error: a policy may be in it")
    func unreadableDirectory() throws {
        let place = "/tmp/martlet-test-\(getpid())"
        try Command.output(of: ["mkdir", "-p", "\(place)/a"])
        defer { _ = try? Command.output(of: ["rm", "-r", place]) }
        try Command.output(of: ["ln", "-s", "nowhere", "\(place)/a/b"])
        let run = try Command.run([program(), "dump", "-f", place])
        #expect(run.end == .exited(2))
        #expect(run.errors == "martlet: \(place)/a/b cannot be read: No such file or directory\n")
    }
}
