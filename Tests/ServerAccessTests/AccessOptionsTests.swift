import Testing

@testable import ServerAccess

@Suite struct AccessOptionsTests {
    @Test("an option that is empty counts as not given, each of them")
    func empty() {
        let options = AccessOptions(
            kubeconfig: "a", context: "b", server: "c", tokenFile: "d", certificateAuthority: "e")
        #expect(options.cleaned == options)
        let fields: [WritableKeyPath<AccessOptions, String?>] = [
            \.kubeconfig, \.context, \.server, \.tokenFile, \.certificateAuthority,
        ]
        for field in fields {
            var (empty, absent) = (options, options)
            empty[keyPath: field] = ""
            absent[keyPath: field] = nil
            #expect(empty.cleaned == absent)
        }
    }
}
