// swift-tools-version: 6.2
import PackageDescription

// The arrows between targets. ARCHITECTURE.md says why they point this way and TidyTests reads both.
let package = Package(
    name: "martlet",
    products: [
        .library(name: "Addresses", targets: ["Addresses"]),
        .library(name: "Nftables", targets: ["Nftables"]),
        .library(name: "NetlinkKernel", targets: ["NetlinkKernel"]),
        .library(name: "KubernetesModel", targets: ["KubernetesModel"]),
        .library(name: "PolicyEngine", targets: ["PolicyEngine"]),
        .library(name: "PolicyCompiler", targets: ["PolicyCompiler"]),
    ],
    targets: [
        .target(name: "Addresses", swiftSettings: strict),
        .target(name: "JSON", swiftSettings: strict),
        .target(name: "Nftables", dependencies: ["Addresses", "JSON"], swiftSettings: strict),
        .systemLibrary(name: "CNetfilter", pkgConfig: "libmnl", providers: [.apt(["libmnl-dev"])]),
        .target(name: "NetlinkKernel", dependencies: ["Addresses", "Nftables", "CNetfilter"], swiftSettings: strict),
        .target(name: "Protobuf", dependencies: ["JSON"], swiftSettings: strict),
        .target(name: "KubernetesModel", dependencies: ["Addresses", "JSON", "Protobuf"], swiftSettings: strict),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "YAML", dependencies: ["JSON", "CYAML"], swiftSettings: strict),
        .target(name: "ServerAccess", dependencies: ["JSON", "YAML"], swiftSettings: strict),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "HTTPClient", dependencies: ["CCurl"], swiftSettings: strict),
        .target(
            name: "KubernetesClient", dependencies: ["KubernetesModel", "HTTPClient", "ServerAccess", "JSON"],
            swiftSettings: strict),
        .target(name: "KubernetesAPI", dependencies: ["Addresses", "JSON", "Protobuf"], swiftSettings: strict),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
        .systemLibrary(name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .target(name: "HTTPServer", dependencies: ["CMicrohttpd"], swiftSettings: strict),
        .target(
            name: "EmbeddedAPI", dependencies: ["KubernetesAPI", "SQLite", "HTTPServer", "JSON", "YAML"],
            swiftSettings: strict),
        .executableTarget(name: "martlet-apiserver", dependencies: ["EmbeddedAPI"], swiftSettings: strict),
        .target(name: "PolicyEngine", dependencies: ["Addresses", "KubernetesModel"], swiftSettings: strict),
        .target(
            name: "PolicyCompiler", dependencies: ["Addresses", "KubernetesModel", "PolicyEngine", "Nftables"],
            swiftSettings: strict),
        .target(
            name: "Agent",
            dependencies: ["Addresses", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "Nftables"],
            swiftSettings: strict),
        .target(name: "Pictures", swiftSettings: strict),
        .target(
            name: "Analysis",
            dependencies: [
                "Addresses", "JSON", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "Nftables", "Pictures",
            ],
            swiftSettings: strict),
        .target(
            name: "Manifests", dependencies: ["JSON", "YAML", "KubernetesModel", "Analysis"], swiftSettings: strict),
        .target(
            name: "Service",
            dependencies: [
                "Addresses", "JSON", "YAML", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "Nftables",
                "NetlinkKernel", "Agent", "Daemon", "Analysis", "Manifests", "ServerAccess", "KubernetesClient",
            ],
            swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: [
                "Service", "Daemon",
                "Addresses", "JSON", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "Nftables", "NetlinkKernel",
                "Analysis", "Manifests", "ServerAccess", "KubernetesClient",
            ],
            swiftSettings: strict),
        .target(name: "Daemon", dependencies: ["JSON"], swiftSettings: strict),
        .executableTarget(name: "martlet", dependencies: ["Commands"], swiftSettings: strict),
        .target(name: "Benchmarks", dependencies: ["JSON", "Pictures"], swiftSettings: strict),
        .executableTarget(
            name: "martlet-bench",
            dependencies: [
                "Addresses", "JSON", "KubernetesModel", "PolicyEngine", "PolicyCompiler", "Nftables", "NetlinkKernel",
                "CNetfilter", "Analysis", "Manifests", "KubernetesClient", "ServerAccess", "ServerSupport", "Service",
                "SQLite", "Benchmarks", "ClusterSupport", "TestSupport",
            ],
            swiftSettings: strict),

        .systemLibrary(name: "CTestSystem", path: "Tests/CTestSystem"),
        .target(
            name: "TestSupport", dependencies: ["Addresses", "Nftables", "NetlinkKernel", "CTestSystem"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "PolicyCases", dependencies: ["Addresses", "KubernetesModel"], path: "Tests/PolicyCases",
            swiftSettings: strict),
        .target(
            name: "ClusterSupport",
            dependencies: ["Addresses", "KubernetesModel", "PolicyEngine", "Nftables", "TestSupport"],
            path: "Tests/ClusterSupport", swiftSettings: strict),
        .target(
            name: "ServerSupport", dependencies: ["JSON", "TestSupport"], path: "Tests/ServerSupport",
            swiftSettings: strict),
        .testTarget(
            name: "PolicyCompilerTests",
            dependencies: [
                "PolicyCompiler", "PolicyEngine", "KubernetesModel", "Nftables", "Addresses", "TestSupport",
                "ClusterSupport", "PolicyCases",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "AgentTests",
            dependencies: [
                "Agent", "PolicyCompiler", "PolicyEngine", "KubernetesModel", "Nftables", "Addresses", "TestSupport",
                "ClusterSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "Agent", "Analysis", "Daemon", "PolicyCompiler", "PolicyEngine", "KubernetesModel",
                "Nftables", "NetlinkKernel", "Manifests", "JSON", "Addresses", "ServerAccess", "KubernetesClient",
                "TestSupport", "ClusterSupport",
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "PolicyKernelTests",
            dependencies: [
                "PolicyCompiler", "PolicyEngine", "KubernetesModel", "NetlinkKernel", "Nftables", "Addresses",
                "TestSupport", "ClusterSupport", "PolicyCases", "CTestSystem",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "AnalysisTests",
            dependencies: [
                "Analysis", "Manifests", "PolicyCompiler", "PolicyEngine", "KubernetesModel", "Nftables", "JSON",
                "Addresses", "Pictures", "TestSupport", "ClusterSupport", "PolicyCases",
            ],
            swiftSettings: strict),
        .testTarget(name: "PicturesTests", dependencies: ["Pictures"], swiftSettings: strict),
        .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks", "JSON"], swiftSettings: strict),
        .testTarget(
            name: "ManifestsTests",
            dependencies: [
                "Manifests", "Analysis", "YAML", "JSON", "KubernetesModel", "PolicyEngine", "Addresses", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Service", "Agent", "Addresses", "JSON", "KubernetesModel", "ServerAccess", "NetlinkKernel",
                "Nftables", "ServerSupport", "TestSupport", "CTestSystem", "martlet",
            ],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(name: "AddressesTests", dependencies: ["Addresses", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: strict),
        .target(name: "WireSupport", path: "Tests/WireSupport", swiftSettings: strict),
        .testTarget(
            name: "ProtobufTests", dependencies: ["Protobuf", "JSON", "WireSupport", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "YAMLTests", dependencies: ["YAML", "KubernetesModel", "JSON", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ServerAccessTests", dependencies: ["ServerAccess", "JSON", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HTTPClientTests", dependencies: ["HTTPClient", "TestSupport", "CTestSystem"], exclude: ["Peer"],
            swiftSettings: strict),
        .testTarget(
            name: "KubernetesModelTests",
            dependencies: ["KubernetesModel", "Addresses", "JSON", "WireSupport", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PolicyEngineTests",
            dependencies: [
                "PolicyEngine", "KubernetesModel", "Addresses", "TestSupport", "ClusterSupport", "PolicyCases",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "NftablesTests", dependencies: ["Nftables", "Addresses", "JSON", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(
            name: "NetlinkKernelTests",
            dependencies: ["NetlinkKernel", "CNetfilter", "Nftables", "Addresses", "TestSupport", "CTestSystem"],
            swiftSettings: strict),
        .testTarget(
            name: "TestSupportTests", dependencies: ["TestSupport", "Nftables", "Addresses", "CTestSystem"],
            swiftSettings: strict),
        .testTarget(
            name: "KubernetesClientTests",
            dependencies: [
                "KubernetesClient", "KubernetesModel", "PolicyEngine", "ServerAccess", "HTTPClient", "ServerSupport",
                "WireSupport", "Addresses", "TestSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ServerSupportTests", dependencies: ["ServerSupport", "JSON", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "KubernetesAPITests", dependencies: ["KubernetesAPI", "JSON", "WireSupport", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HTTPServerTests", dependencies: ["HTTPServer", "TestSupport", "CTestSystem"], swiftSettings: strict),
        .testTarget(
            name: "EmbeddedAPITests",
            dependencies: [
                "EmbeddedAPI", "KubernetesAPI", "SQLite", "HTTPServer", "JSON", "TestSupport", "CTestSystem",
                "martlet-apiserver",
            ],
            exclude: ["Golden", "PythonClient"],
            swiftSettings: strict),
        .testTarget(
            name: "DaemonTests", dependencies: ["Daemon", "JSON", "TestSupport", "CTestSystem"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "KubernetesClient", "KubernetesModel", "PolicyEngine", "ServerAccess", "ServerSupport", "JSON",
                "Addresses", "TestSupport", "martlet", "martlet-apiserver",
            ],
            exclude: ["changes.py"], swiftSettings: strict),
        .testTarget(
            name: "PackagingTests",
            dependencies: ["JSON", "YAML", "ServerSupport", "TestSupport", "martlet", "martlet-apiserver"],
            swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// Under the address sanitizer everything takes twice as long to build, so only the fuzz tests are built there that are
// asked for: of targets that hand memory to C or take it from there, or all.
if let wanted = Context.environment["MARTLET_FUZZ"] {
    let unsafe: Set<String> = [
        "Addresses", "JSON", "YAML", "CYAML", "Protobuf", "Nftables", "KubernetesModel", "NetlinkKernel", "CNetfilter",
        "Daemon", "HTTPServer", "CMicrohttpd", "CTestSystem", "TestSupport", "NetlinkKernelTests", "YAMLTests",
        "DaemonTests", "HTTPServerTests",
    ]
    let tame: Set<String> = [
        "AddressesTests", "AnalysisTests", "CommandsTests", "HTTPClientTests", "NftablesTests", "PolicyCompilerTests",
        "PolicyEngineTests", "PolicyKernelTests", "ServerSupportTests", "TestSupportTests", "TidyTests", "Commands",
        "SQLiteTests", "EmbeddedAPITests", "EndToEndTests", "PackagingTests", "AgentTests", "ServiceTests", "Agent",
        "Service", "SQLite", "EmbeddedAPI", "martlet", "martlet-bench", "martlet-apiserver", "Benchmarks",
        "BenchmarksTests", "PicturesTests",
    ]
    package.targets.removeAll { wanted == "all" ? tame.contains($0.name) : !unsafe.contains($0.name) }
    package.products = []
}

/// What every Swift target is compiled with.
var strict: [SwiftSetting] {
    [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
}
