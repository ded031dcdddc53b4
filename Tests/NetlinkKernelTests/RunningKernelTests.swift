import NetlinkKernel
import TestSupport
import Testing

@Suite struct RunningKernelTests {
    private static let all = Features(Features.words.map(\.feature))
    private static let early = all.subtracting([.ownedTables, .persistentTables])
    private static let middle = all.subtracting(.persistentTables)

    static let releases: [(release: String, features: Features)] = [
        ("5.10.0-32-cloud-amd64", early), ("5.11.22", early), ("5.12", middle), ("6.1.0-50-cloud-amd64", middle),
        ("6.8.0", middle), ("6.9.0", all), ("6.12.117+deb13-cloud-amd64", all), ("7.2.13", all), ("unknown", []),
    ]

    @Test("a release is known for what came before it", arguments: releases)
    func expected(_ release: String, _ features: Features) {
        #expect(RunningKernel.expectedFeatures(release: release) == features)
    }

    @Test("the kernel that runs has a release, and can be asked", .requiresKernel)
    func running() {
        #expect(RunningKernel.release.contains("."))
        #expect(RunningKernel.features.contains(.inetTables))
        #expect(RunningKernel.keepsOwnedTables == RunningKernel.features.contains(.persistentTables))
    }
}
