import Testing

@testable import ServerAccess

@Suite struct CredentialsTests {
    @Test("credentials say what there is of them")
    func words() {
        #expect("\(Credentials())" == "trusts the system's authorities, shows nothing")
        #expect("\(Credentials(isInsecure: true, token: Secret([97])))" == "trusts anyone, shows a token")
        let all = Credentials(authorities: [97], certificate: [97], key: Secret([97]), token: Secret([97]))
        #expect("\(all)" == "trusts its own authorities, shows a certificate and a token")
    }

    @Test("equal ones need no new connection, and those that differ in anything are not equal")
    func equality() {
        let none = Credentials()
        let others = [
            Credentials(authorities: [1]), Credentials(isInsecure: true), Credentials(tlsServerName: "a"),
            Credentials(certificate: [1]), Credentials(key: Secret([1])), Credentials(token: Secret([1])),
        ]
        #expect(Set(others + [none]).count == others.count + 1)
    }
}
