// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with: the Swift 6 language, its upcoming rules, and no warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// For the target that touches C and raw memory: each unsafe use is marked as such.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "BankBus",
    products: [
        .library(name: "BankBus", targets: ["BankBus"]),
        .executable(name: "bankbus", targets: ["BankBusCommand"]),
        .executable(name: "conformance", targets: ["ConformanceReport"]),
        .executable(name: "mapping-pairs", targets: ["MappingPairs"]),
        .executable(name: "format-benchmarks", targets: ["FormatBenchmarks"]),
        .executable(name: "xml-differential", targets: ["XMLDifferential"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CRabbitMQ", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
        .target(name: "Canonical", swiftSettings: strict),
        .target(name: "ReferenceData", dependencies: ["Canonical"], swiftSettings: strict),
        .target(name: "Formats", dependencies: ["Canonical", "ReferenceData"], swiftSettings: strict),
        .target(name: "Mapping", dependencies: ["Canonical", "ReferenceData", "Formats"], swiftSettings: strict),
        .target(
            name: "AMQP",
            dependencies: ["Canonical", "CRabbitMQ"],
            swiftSettings: strictMemory,
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]
        ),
        .target(
            name: "Stores",
            dependencies: [
                "Canonical",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Bus",
            dependencies: [
                "Canonical", "Formats", "Mapping", "AMQP", "Stores",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "BankBus",
            dependencies: [
                "Canonical", "AMQP", "Stores", "Bus",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .target(name: "BankBusTesting", dependencies: ["Canonical", "AMQP", "Stores"], swiftSettings: strict),
        .executableTarget(
            name: "BankBusCommand",
            dependencies: [
                "Canonical", "ReferenceData", "Formats", "Mapping", "AMQP", "Stores", "Bus", "BankBus",
                "BankBusTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "CanonicalTests", dependencies: ["Canonical"], swiftSettings: strict),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Canonical", "ReferenceData", "Formats", "Conformance"],
            exclude: ["ISO8583/Vectors"],
            swiftSettings: strict
        ),
        .target(
            name: "Conformance",
            dependencies: ["Canonical", "ReferenceData", "Formats"],
            path: "Tests/Conformance",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ConformanceReport",
            dependencies: ["Conformance"],
            path: "Tests/ConformanceReport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "MappingPairs",
            dependencies: ["Canonical", "Formats", "Mapping", "Conformance"],
            path: "Tests/MappingPairs",
            exclude: ["differences.txt"],
            swiftSettings: strict
        ),
        .target(name: "CBenchmarkPeers", path: "Benchmarks/Peers"),
        .systemLibrary(
            name: "CLibXML2",
            path: "Benchmarks/LibXML2",
            pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"])]
        ),
        .target(name: "CXMLPeer", dependencies: ["CLibXML2"], path: "Benchmarks/XMLPeer"),
        .executableTarget(
            name: "XMLDifferential",
            dependencies: ["Canonical", "Formats", "Conformance", "CXMLPeer"],
            path: "Tests/XMLDifferential",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "FormatBenchmarks",
            dependencies: ["Canonical", "Formats", "Mapping", "Conformance", "CBenchmarkPeers", "CXMLPeer"],
            path: "Benchmarks/Formats",
            swiftSettings: strict
        ),
        .testTarget(
            name: "MappingTests",
            dependencies: ["Canonical", "ReferenceData", "Conformance", "Formats", "Mapping", "MappingPairs"],
            swiftSettings: strict
        ),
        .testTarget(name: "AMQPTests", dependencies: ["Canonical", "AMQP", "BankBusTesting"], swiftSettings: strict),
        .testTarget(
            name: "StoresTests",
            dependencies: ["Canonical", "Stores", "BankBusTesting", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BusTests",
            dependencies: [
                "Canonical", "Formats", "Mapping", "AMQP", "Stores", "Bus", "BankBusTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BankBusTests",
            dependencies: [
                "Canonical", "AMQP", "Stores", "Bus", "BankBus", "BankBusTesting",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "BankBusCommandTests",
            dependencies: [
                "Canonical", "AMQP", "Stores", "Bus", "BankBus", "BankBusTesting", "BankBusCommand",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
    ]
)

/// `BANKBUS_TARGETS=AMQPTests`: only the targets named and what they stand on. SwiftPM builds every test target for any
/// one of them; under a sanitizer that is most of the time.
if let names = Context.environment["BANKBUS_TARGETS"] {
    var kept: Set<String> = []
    var named = names.split(separator: ",").map(String.init)
    while let name = named.popLast() {
        kept.insert(name)
        let target = package.targets.first { $0.name == name }
        for case .byNameItem(let dependency, _) in target?.dependencies ?? [] { named.append(dependency) }
    }
    package.targets.removeAll { !kept.contains($0.name) }
    package.products = []
}
