import Foundation

/// Certificates for tests, made with the `openssl` command in a folder of their own.
struct TestCertificates {
    let folder: String

    /// An authority, another one that nobody trusts, and server certificates: good, for another host, and expired.
    static func make() throws -> TestCertificates {
        let folder = FileManager.default.currentDirectoryPath + "/.bankbus/tls-\(UInt32.random(in: 0...99_999))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let certificates = TestCertificates(folder: folder)
        try certificates.authority("authority")
        try certificates.authority("stranger")
        try certificates.certificate("server", name: "localhost", validity: ["-days", "2"])
        try certificates.certificate("elsewhere", name: "elsewhere.invalid", validity: ["-days", "2"])
        try certificates.certificate("expired", name: "localhost", validity: ["-days", "-1"])
        try certificates.certificate("client", name: "bankbus-client", validity: ["-days", "2"])
        return certificates
    }

    func file(_ name: String) -> String { "\(folder)/\(name).pem" }
    func key(_ name: String) -> String { "\(folder)/\(name)-key.pem" }

    func remove() throws {
        try FileManager.default.removeItem(atPath: folder)
    }

    private func authority(_ name: String) throws {
        try openssl([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key(name), "-out", file(name), "-subj",
            "/CN=Test \(name)", "-days", "2", "-addext", "basicConstraints=critical,CA:TRUE",
        ])
    }

    private func certificate(_ file: String, name: String, validity: [String]) throws {
        let request = "\(folder)/\(file).csr"
        let extensions = "\(folder)/\(file).ext"
        try "subjectAltName=DNS:\(name)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try openssl([
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key(file), "-out", request, "-subj", "/CN=\(name)",
        ])
        try openssl(
            [
                "x509", "-req", "-in", request, "-CA", self.file("authority"), "-CAkey", key("authority"),
                "-CAcreateserial",
                "-out", self.file(file), "-extfile", extensions,
            ] + validity
        )
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestCertificatesError(command: arguments.first ?? "") }
    }
}

struct TestCertificatesError: Error {
    let command: String
}
