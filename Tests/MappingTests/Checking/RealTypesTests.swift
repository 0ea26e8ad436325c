import Canonical
import Conformance
import Mapping
import Testing

@Suite struct RealTypesTests {
    static let types = Result { try FormatDocumentTypes(library: CheckoutLibrary()) }

    private func check(_ text: String) throws -> MappingCheck {
        let file = try CheckedSample.parsed(text)
        return MappingChecker(types: try Self.types.get(), functions: InventedFunctions.all).check(file)
    }

    private static let transfer = """
        mapping mt103-to-pacs008 version 1
        "A customer credit transfer, in short."
        from mt: mt.103
        to pacs.008.001.08
        given now: dateTime

        let f = mt.block4

        Document.FIToFICstmrCdtTrf {
            GrpHdr {
                MsgId = f.20.reference else fault "MISSING" "Field 20 names the message."
                CreDtTm = now
                NbOfTxs = "1"
                SttlmInf.SttlmMtd = "INDA"
            }
            CdtTrfTxInf = [{
                PmtId.EndToEndId = f.20.reference else fault "MISSING"
                IntrBkSttlmAmt {
                    Ccy = f.32A.currency | refuse else fault "AM03"
                    value = round("1.5", scale: 2)
                }
                ChrgBr = f.71A.code through details-of-charges else fault "MISSING"
                Dbtr = customer(f.50a) else fault "MISSING"
                DbtrAgt.FinInstnId.BICFI = "BANKDEFF"
                Cdtr.Nm = "NOTPROVIDED"
                CdtrAgt.FinInstnId.BICFI = "BANKDEFF"
                RmtInf.Ustrd = [f.70.narrative | join-lines | cut]
            }]
        }

        drop f.13C, f.23B, f.23E, f.26T, f.33B, f.36, f.51A, f.52a, f.53a, f.54a, f.55a, f.56a, f.57a, f.59a, f.71F, f.71G,
            f.72, f.77B because "This is a sample."
        drop f.32A.date, f.32A.amount because "This is a sample."
        drop mt.block1, mt.block2, mt.block3, mt.block5, mt.acknowledged because "This is a sample."

        part customer(p: mt:50a | mt:59a) gives iso:PartyIdentification {
            match p.option {
                "A" => { Id.OrgId.AnyBIC = p.bic | refuse }
                "F" => {
                    Nm = p.nameAndAddress[1].details
                    drop p.nameAndAddress[1].number because "This is a sample."
                }
                "K" => { Nm = p.nameAndAddress[1] }
            }
            drop p.account, p.partyIdentifier because "This is a sample."
        }

        codes details-of-charges version "2025" {
            "OUR" => "DEBT"; "SHA" => "SHAR"; "BEN" => "CRED"
        }
        """

    @Test func `a transfer of FIN is checked against its table and the message's schema`() throws {
        let check = try check(Self.transfer)
        #expect(check.problems.isEmpty, "\(check.problems.map(\.description).joined(separator: "\n"))")
        #expect(check.mappings.count == 1)
    }

    @Test func `a field of FIN that no line uses is named`() throws {
        let check = try check(Self.transfer.replacing("f.71G,\n", with: "\n"))
        #expect(check.problems.map(\.message) == ["mt.block4.71G is not used, carried or dropped."])
    }

    @Test func `a message of FIN needs its mandatory fields`() throws {
        let check = try check(
            """
            mapping transfer-in-part version 1
            "A transfer without most of its fields."
            from mt: mt.103
            to mt.103

            block4.20.reference = mt.block4.20.reference
            """
        )
        #expect(check.problems.contains { $0.message == "block4 needs 23B, and no line gives it." })
        #expect(!check.problems.contains { $0.message.contains("needs 70") || $0.message.contains("needs type") })
    }

    @Test func `blocks of FIN are components`() throws {
        let check = try check(
            """
            mapping headers version 1
            "The blocks around a message."
            from mt: mt.103
            to mt.103

            block1 = header(mt.block1)
            block3.103 = service(mt.block3)

            part header(b: mt:block1) gives mt:block1 {
                applicationId = b.applicationId
                drop b.serviceId, b.logicalTerminal, b.sessionNumber, b.sequenceNumber because "This is a sample."
            }

            part service(b: mt:block3) gives text {
                result = b.103 else ""
            }
            """
        )
        let others = ["is not used", "needs", "every version"]
        let problems = check.problems.map(\.message).filter { message in !others.contains { message.contains($0) } }
        #expect(problems == ["A constant that stands in for what is absent has to be reported."])
    }

    @Test func `a copy of a whole message is checked in both directions`() throws {
        let check = try check(
            """
            mapping status-copy version 1
            "A copy in short."
            between a: pacs.002.001.10 and b: pacs.002.001.10

            Document <-> Document
            AppHdr <-> AppHdr
            """
        )
        #expect(check.problems.isEmpty, "\(check.problems.map(\.description).joined(separator: "\n"))")
    }

    @Test func `checking takes milliseconds`() throws {
        _ = try check(Self.transfer)
        let clock = ContinuousClock()
        let time = try clock.measure { for _ in 0..<10 { _ = try check(Self.transfer) } }
        print("check: \(time / 10)")
        #expect(time < .seconds(10))
    }
}
