import TestSupport
import Testing

@testable import Commands

@Suite struct ListTests {
    private let files = "-f pods.yaml -f policy.yaml"

    @Test(
        "each form is the text that was reviewed",
        arguments: ["text", "json", "csv", "md", "dot", "svg"])
    func forms(_ form: String) throws {
        let run = TestHost(Site.files).run("list \(files) -o \(form)")
        #expect(run.code == .yes && run.words.isEmpty)
        try Golden.expect(run.output, "list.\(form == "text" ? "txt" : form)")
    }

    @Test("exposure is the text that was reviewed, and no graph")
    func exposure() throws {
        let host = TestHost(Site.files)
        try Golden.expect(host.run("list \(files) --exposure").output, "list-exposure.txt")
        for form in ["json", "csv", "md"] { #expect(host.run("list \(files) --exposure -o \(form)").code == .yes) }
        #expect(host.run("list \(files) --exposure -o svg").words.hasPrefix("martlet: --exposure is no graph"))
    }

    @Test("a focus or a node leaves only what begins or ends there")
    func focus() {
        let host = TestHost(Site.files)
        let whole = host.run("list \(files)").output.split(separator: "\n")
        for (option, name) in [("--focus shop/db", "shop/db["), ("--node n2", "shop/db["), ("--node n1", "shop/web[")] {
            let run = host.run("list \(files) \(option)")
            #expect(run.output.split(separator: "\n") == whole.filter { $0.contains(name) })
        }
        #expect(host.run("list \(files) --focus shop").output.split(separator: "\n") == whole)
        #expect(
            host.run("list \(files) --focus shop/bd").words
                == "martlet: --focus shop/bd: no namespace, workload or pod is called so; did you mean shop/db?\n")
    }

    @Test("workloads count as pods where none of theirs is there")
    func workloads() {
        let host = TestHost([
            "a.yaml": """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec: {replicas: 2, template: {metadata: {labels: {app: web}}}}
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: db, namespace: shop}
            spec: {template: {metadata: {labels: {app: db}}}}
            """, "policy.yaml": Site.policy,
        ])
        #expect(
            host.run("list -f a.yaml -f policy.yaml").output.contains(
                "shop/web[Deployment] => shop/db[StatefulSet] : TCP 5432\n"))
    }
}
