package import Canonical

extension MT103ToCreditTransfer {
    /// Sender's logical terminal, message type, validation flag (119), reference (20) and value date (of 32A).
    ///
    /// Session and sequence numbers are no part of it: they change when the message is sent again.
    package func businessKey(of document: DocumentValue) -> String? {
        let message = MTMessage(document)
        guard let sender = message.senderTerminal, let type = message.messageType,
            let date = message.component("32A", "date"),
            let reference = message.component("20", "reference"), !reference.isEmpty, date.utf8.count == 6
        else { return nil }
        let parts = [sender, type, message.userHeader("119") ?? "", reference, date]
        // The separator is in no character set of SWIFT; were it there nevertheless, two keys could become one.
        guard parts.allSatisfy({ !$0.utf8.contains(UInt8(ascii: "|")) }) else { return nil }
        return parts.joined(separator: "|")
    }

    /// Blocks 1 to 4 without session data, times and layout.
    ///
    /// Left out are block 5 (checksums, and the PDE and PDM trailers of possible duplicates), block S, an
    /// acknowledgement in front, session and sequence numbers, and of an output message its dates and times.
    package func fingerprintDocument(of document: DocumentValue) -> DocumentValue {
        guard case .object(let object) = MTMessage(document).document else { return document }
        var kept = DocumentObject(capacity: 4)
        for member in object.members {
            switch member.name {
            case "block1": kept[member.name] = without(["sessionNumber", "sequenceNumber"], member.value)
            case "block2":
                let volatile = [
                    "inputTime", "inputDate", "sessionNumber", "sequenceNumber", "outputDate", "outputTime",
                ]
                kept[member.name] = without(volatile, member.value)
            case "block3", "block4": kept[member.name] = member.value
            default: break
            }
        }
        return .object(kept)
    }

    private func without(_ names: [String], _ document: DocumentValue) -> DocumentValue {
        guard case .object(let object) = document else { return document }
        var kept = DocumentObject()
        for member in object.members where !names.contains(member.name) { kept[member.name] = member.value }
        return .object(kept)
    }
}
