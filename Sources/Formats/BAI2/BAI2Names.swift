/// The members of documents, in the order of the fields of each record.
enum BAI2Names {
    static let file = [
        "sender", "receiver", "creationDate", "creationTime", "fileId", "recordLength", "blockSize", "version",
    ]
    static let fileEnd = ["controlTotal", "numberOfGroups", "numberOfRecords"]
    static let group = [
        "receiver", "originator", "status", "asOfDate", "asOfTime", "currency", "asOfDateModifier",
    ]
    static let groupEnd = ["controlTotal", "numberOfAccounts", "numberOfRecords"]
    static let account = ["account", "currency"]
    static let accountEnd = ["controlTotal", "numberOfRecords"]
    static let summary = ["type", "amount", "itemCount", "fundsType"]
    static let transaction = ["type", "amount", "fundsType"]
    static let references = ["bankReference", "customerReference", "text"]
    static let valueDate = ["valueDate", "valueTime"]
    static let availability = ["immediateAvailability", "oneDayAvailability", "twoOrMoreDaysAvailability"]
    static let distribution = ["days", "amount"]
}
