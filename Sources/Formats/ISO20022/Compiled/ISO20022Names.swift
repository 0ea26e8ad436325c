/// The member names that documents of all messages have in common.
///
/// They come first in the names of every definition, followed by those of business application headers: so one document
/// can hold a header and a message of different definitions under one table of names.
enum ISO20022Names {
    /// The names that this format adds.
    static let own = [
        "AppHdr", "Document", "envelope", "layout", "namespaces", "unexpected", "piece", "open", "value", "any",
        "items",
        "name", "namespace", "attributes", "content", "text", "cdata", "comment", "instruction", "markup", "form",
        "start", "end", "part", "section",
    ]

    /// The elements of head.001.001.01 to .04, in the order in which they were introduced.
    static let header = [
        "FinInstnId", "BrnchId", "Id", "Nm", "PstlAdr", "CharSet", "Fr", "To", "BizMsgIdr", "MsgDefIdr", "BizSvc",
        "CreDt", "CpyDplct", "PssblDplct", "Prty", "Sgntr", "Rltd", "Cd", "Prtry", "ClrSysId", "MmbId", "NmPrfx",
        "PhneNb", "MobNb", "FaxNb", "EmailAdr", "Othr", "BirthDt", "PrvcOfBirth", "CityOfBirth", "CtryOfBirth",
        "BICFI", "ClrSysMmbId", "SchmeNm", "Issr", "AnyBIC", "OrgId", "PrvtId", "FIId", "CtryOfRes", "CtctDtls",
        "DtAndPlcOfBirth", "AdrTp", "Dept", "SubDept", "StrtNm", "BldgNb", "PstCd", "TwnNm", "CtrySubDvsn", "Ctry",
        "AdrLine", "LEI", "MktPrctc", "BizPrcgDt", "EmailPurp", "JobTitl", "Rspnsblty", "PrefrdMtd", "Regy",
        "ChanlTp", "BldgNm", "Flr", "PstBx", "Room", "TwnLctnNm", "DstrctNm", "URLAdr", "CareOf", "UnitNb",
    ]

    /// All of them, in an order that never changes.
    static let shared = own + header
}
