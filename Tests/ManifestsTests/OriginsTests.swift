import KubernetesModel
import Testing

@testable import Manifests

@Suite struct OriginsTests {
    private let pod = KubernetesObject.pod(Pod(ObjectKey("shop", "a")))
    private let policy = KubernetesObject.networkPolicy(NetworkPolicy(ObjectKey("shop", "a")))

    private func add(_ object: KubernetesObject, line: Int, to origins: inout Origins) {
        origins.add(Origin(file: "f", line: line), of: object, Identity(object))
    }

    @Test("of objects with one name the last place is told, whenever it is asked for")
    func lastPlace() {
        var origins = Origins()
        #expect(origins.place(of: Identity(pod)) == nil)
        add(pod, line: 1, to: &origins)
        add(pod, line: 2, to: &origins)
        #expect(origins.place(of: Identity(pod)) == SourcePlace("f", line: 2))
        add(pod, line: 3, to: &origins)
        #expect(origins.place(of: Identity(pod)) == SourcePlace("f", line: 3))
    }

    @Test("objects of other kinds with the same name stand elsewhere")
    func kinds() {
        var origins = Origins()
        add(pod, line: 1, to: &origins)
        #expect(origins.place(of: Identity(policy)) == nil && origins.place(of: ObjectKey("shop", "a"), ".") == nil)
        add(policy, line: 2, to: &origins)
        #expect(origins.place(of: Identity(pod)) == SourcePlace("f", line: 1))
        #expect(origins.place(of: Identity(policy)) == SourcePlace("f", line: 2))
        #expect(origins.place(of: ObjectKey("shop", "a"), "spec") == SourcePlace("f", line: 2))
    }
}
