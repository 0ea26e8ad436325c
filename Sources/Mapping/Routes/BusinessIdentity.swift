package import Canonical

/// How messages of the formats are told apart: by the key that their sender gives each once, and by their content.
package enum BusinessIdentity {
    /// The key that the sender keeps when it sends a message again; nil if the document lacks a part of it.
    ///
    /// Of a message of FIN: sender's logical terminal, message type, validation flag (119), reference (20) and value date
    /// (of 32A); of an event its `eventId`. Session and sequence numbers are no part of it: they change when the message
    /// is sent again.
    package static func key(of document: DocumentValue) -> String? {
        if document["block4"] != nil { return keyOfFIN(MTMessage(document)) }
        guard let id = document["eventId"]?.text, !id.isEmpty else { return nil }
        return "payment-booked|\(id)"
    }

    private static func keyOfFIN(_ message: MTMessage) -> String? {
        guard let sender = message.senderTerminal, let type = message.messageType,
            let date = message.component("32A", "date"),
            let reference = message.component("20", "reference"), !reference.isEmpty, date.utf8.count == 6
        else { return nil }
        let parts = [sender, type, message.userHeader("119") ?? "", reference, date]
        // The separator is in no character set of SWIFT; were it there nevertheless, two keys could become one.
        guard parts.allSatisfy({ !$0.utf8.contains(UInt8(ascii: "|")) }) else { return nil }
        return parts.joined(separator: "|")
    }

    /// What a copy has in common with the original.
    ///
    /// Of a message of FIN blocks 1 to 4 without session data, times and layout. Left out are block 5 (checksums, and the
    /// PDE and PDM trailers of possible duplicates), block S, an acknowledgement in front, session and sequence numbers,
    /// and of an output message its dates and times.
    package static func fingerprintDocument(of document: DocumentValue) -> DocumentValue {
        guard document["block4"] != nil || document["acknowledged"] != nil,
            case .object(let object) = MTMessage(document).document
        else { return document }
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

    private static func without(_ names: [String], _ document: DocumentValue) -> DocumentValue {
        guard case .object(let object) = document else { return document }
        var kept = DocumentObject()
        for member in object.members where !names.contains(member.name) { kept[member.name] = member.value }
        return .object(kept)
    }
}
