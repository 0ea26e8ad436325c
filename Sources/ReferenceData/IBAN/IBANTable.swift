/// The structure of account numbers by country (SWIFT IBAN Registry), in a notation of our own.
///
/// A line has the country, the characters of the national part (`4n` four digits, `4a` four capital letters, `12c` twelve
/// of either), and where its parts lie: `b` bank, `s` branch, `a` account, `k` national check digits, `t` type of account,
/// `h` holder, `i` number of the holder, `c` currency. A country with `~` is not in the registry: its banks use such
/// numbers, but nobody guarantees the structure.
enum IBANTable {
    static let text = """
        AD 4n4n12c b0-4 s4-8 a8-20
        AE 3n16n b0-3 a3-19
        AL 8n16c b0-3 s3-7 k7-8 a8-24
        AO~ 21n a0-21
        AT 5n11n b0-5 a5-16
        AX 3n11n b0-3 a3-13 k13-14
        AZ 4a20c b0-4 a4-24
        BA 3n3n8n2n b0-3 s3-6 a6-14 k14-16
        BE 3n7n2n b0-3 a3-10 k10-12
        BF~ 2c22n b0-5 s5-10 a10-22 k22-24
        BG 4a4n2n8c b0-4 s4-8 t8-10 a10-18
        BH 4a14c b0-4 a4-18
        BI 5n5n11n2n b0-5 s5-10 a10-21 k21-23
        BJ~ 2c22n b0-5 s5-10 a10-22 k22-24
        BL 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        BR 8n5n10n1a1c b0-8 s8-13 a13-23 t23-24 i24-25
        BY 4c4n16c b0-4 a4-24
        CF~ 23n b0-5 s5-10 a10-21 k21-23
        CG~ 23n b0-5 s5-10 a10-21 k21-23
        CH 5n12c b0-5 a5-17
        CI~ 2a22n b0-5 s5-10 a10-22 k22-24
        CM~ 23n b0-5 s5-10 a10-21 k21-23
        CR 4n14n b0-4 a4-18
        CV~ 21n b0-4 s4-8 a8-19 k19-21
        CY 3n5n16c b0-3 s3-8 a8-24
        CZ 4n6n10n b0-4 s4-10 a10-20
        DE 8n10n b0-8 a8-18
        DJ 5n5n11n2n b0-5 s5-10 a10-21 k21-23
        DK 4n9n1n b0-4 a4-14
        DO 4c20n b0-4 a4-24
        DZ~ 22n b0-5 s5-10 a10-20 k20-22
        EE 2n2n11n1n b0-2 s2-4 a4-15 k15-16
        EG 4n4n17n b0-4 s4-8 a8-25
        ES 4n4n1n1n10n b0-4 s4-8 k8-10 a10-20
        FI 3n11n b0-3 a3-13 k13-14
        FK 2a12n b0-2 a2-14
        FO 4n9n1n b0-4 a4-13 k13-14
        FR 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        GA~ 23n b0-5 s5-10 a10-21 k21-23
        GB 4a6n8n b0-4 s4-10 a10-18
        GE 2a16n b0-2 a2-18
        GF 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        GG 4a6n8n b0-4 s4-10 a10-18
        GI 4a15c b0-4 a4-19
        GL 4n9n1n b0-4 a4-13 k13-14
        GP 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        GQ~ 23n b0-5 s5-10 a10-21 k21-23
        GR 3n4n16c b0-3 s3-7 a7-23
        GT 4c20c b0-4 c4-6 t6-8 a8-24
        GW~ 2c19n a0-21
        HN~ 4a20n a0-24
        HR 7n10n b0-7 a7-17
        HU 3n4n1n15n1n b0-3 s3-7 a7-23 k23-24
        IE 4a6n8n b0-4 s4-10 a10-18
        IL 3n3n13n b0-3 s3-6 a6-19
        IM 4a6n8n b0-4 s4-10 a10-18
        IQ 4a3n12n b0-4 s4-7 a7-19
        IR~ 22n a0-22
        IS 4n2n6n10n b0-2 s2-4 t4-6 a6-12 h12-22
        IT 1a5n5n12c k0-1 b1-6 s6-11 a11-23
        JE 4a6n8n b0-4 s4-10 a10-18
        JO 4a4n18c b0-4 s4-8 a8-26
        KM~ 23n a0-23
        KW 4a22c b0-4 a4-26
        KZ 3n13c b0-3 a3-16
        LB 4n20c b0-4 a4-24
        LC 4a24c b0-4 a4-28
        LI 5n12c b0-5 a5-17
        LT 5n11n b0-5 a5-16
        LU 3n13c b0-3 a3-16
        LV 4a13c b0-4 a4-17
        LY 3n3n15n b0-3 s3-6 a6-21
        MA~ 24n b0-5 s5-10 a10-22 k22-24
        MC 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        MD 2c18c b0-2 a2-20
        ME 3n13n2n b0-3 a3-16 k16-18
        MF 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        MG~ 23n a0-23
        MK 3n10c2n b0-3 a3-13 k13-15
        ML~ 2c22n b0-5 s5-10 a10-22 k22-24
        MN 4n12n b0-4 a4-16
        MQ 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        MR 5n5n11n2n b0-5 s5-10 a10-21 k21-23
        MT 4a5n18c b0-4 s4-9 a9-27
        MU 4a2n2n12n3n3a b0-6 s6-8 a8-20 c23-26
        MZ~ 21n a0-21
        NC 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        NE~ 2a22n b0-5 s5-10 a10-22 k22-24
        NI 4a20n b0-4 a4-24
        NL 4a10n b0-4 a4-14
        NO 4n6n1n b0-4 a4-10 k10-11
        OM 3n16c b0-3 a3-19
        PF 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        PK 4a16c b0-4 a4-20
        PL 8n16n b0-8 k7-8 a8-24
        PM 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        PS 4a21c b0-4 a4-25
        PT 4n4n11n2n b0-4 s4-8 a8-19 k19-21
        QA 4a21c b0-4 a4-25
        RE 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        RO 4a16c b0-4 a4-20
        RS 3n13n2n b0-3 a3-16 k16-18
        RU 9n5n15c b0-9 s9-14 a14-29
        SA 2n18c b0-2 a2-20
        SC 4a2n2n16n3a b0-6 s6-8 a8-24 c24-27
        SD 2n12n b0-2 a2-14
        SE 3n16n1n b0-3 a3-19 k19-20
        SI 5n8n2n b0-2 s2-5 a5-13 k13-15
        SK 4n6n10n b0-4 s4-10 a10-20
        SM 1a5n5n12c k0-1 b1-6 s6-11 a11-23
        SN~ 2a22n b0-5 s5-10 a10-22 k22-24
        SO 4n3n12n b0-4 s4-7 a7-19
        ST 4n4n11n2n b0-4 s4-8 a8-21
        SV 4a20n b0-4 a4-24
        TD~ 23n b0-5 s5-10 a10-21 k21-23
        TF 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        TG~ 2a3n5n12n2n b0-5 s5-10 a10-22 k22-24
        TL 3n14n2n b0-3 a3-17 k17-19
        TN 2n3n13n2n b0-2 s2-5 a5-18 k18-20
        TR 5n1n16c b0-5 a6-22
        UA 6n19c b0-6 a6-25
        VA 3n15n b0-3 a3-18
        VG 4a16n b0-4 a4-20
        WF 5n5n11c2n b0-5 s5-10 a10-21 k21-23
        XK 4n10n2n b0-2 s2-4 a4-14 k14-16
        YE~ 4a4n18c b0-4 s4-8 a8-26
        YT 5n5n11c2n b0-5 a5-23
        """
}
