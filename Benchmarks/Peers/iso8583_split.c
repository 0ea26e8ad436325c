// A peer for ISO 8583: splits ASCII messages of the 1987 version naively by a table, one copied string per field.
//
// It reads the message type, the bitmaps from hexadecimal digits, and each field by its fixed length or the decimal
// length in front of it; each value becomes a string of its own from malloc, as C libraries for ISO 8583 keep them. It
// checks no characters and no dates, and knows no subfields.
#include "peers.h"

#include <stdlib.h>
#include <string.h>

// The length of each field; negative where so many digits of length stand in front.
static const short lengths[129] = {
    [2] = -2, [3] = 6, [4] = 12, [5] = 12, [6] = 12, [7] = 10, [8] = 8, [9] = 8, [10] = 8, [11] = 6, [12] = 6, [13] = 4,
    [14] = 4, [15] = 4, [16] = 4, [17] = 4, [18] = 4, [19] = 3, [20] = 3, [21] = 3, [22] = 3, [23] = 3, [24] = 3,
    [25] = 2, [26] = 2, [27] = 1, [28] = 9, [29] = 9, [30] = 9, [31] = 9, [32] = -2, [33] = -2, [34] = -2, [35] = -2,
    [36] = -3, [37] = 12, [38] = 6, [39] = 2, [40] = 3, [41] = 8, [42] = 15, [43] = 40, [44] = -2, [45] = -2, [46] = -3,
    [47] = -3, [48] = -3, [49] = 3, [50] = 3, [51] = 3, [52] = 16, [53] = 16, [54] = -3, [55] = -3, [56] = -3,
    [57] = -3, [58] = -3, [59] = -3, [60] = -3, [61] = -3, [62] = -3, [63] = -3, [64] = 16, [70] = 3, [90] = 42,
    [95] = 42, [100] = -2, [102] = -2, [103] = -2, [128] = 16,
};

static int hex(unsigned char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

// Reads the bitmap at the position into the flags; returns the position behind it, or null.
static const unsigned char *bitmap(const unsigned char *at, const unsigned char *end, unsigned char *flags) {
    if (end - at < 16) return NULL;
    for (int digit = 0; digit < 16; digit++) {
        int value = hex(at[digit]);
        if (value < 0) return NULL;
        for (int bit = 0; bit < 4; bit++) flags[digit * 4 + bit] = value >> (3 - bit) & 1;
    }
    return at + 16;
}

int64_t benchmark_iso8583_split(const unsigned char *bytes, int64_t count) {
    const unsigned char *end = bytes + count, *at = bytes + 4;
    unsigned char flags[128] = {0};
    char *values[129] = {0};
    int64_t fields = 0;
    if (count < 20 || !(at = bitmap(at, end, flags))) return -1;
    if (flags[0] && !(at = bitmap(at, end, flags + 64))) return -1;
    for (int number = 2; number <= 128; number++) {
        if (!flags[number - 1] || number == 65) continue;
        int64_t length = lengths[number];
        if (length < 0) {
            int64_t digits = -length;
            if (end - at < digits) break;
            length = 0;
            while (digits-- > 0) length = length * 10 + (*at++ - '0');
        }
        if (length < 0 || end - at < length) break;
        values[number] = malloc((size_t)length + 1);
        if (!values[number]) break;
        memcpy(values[number], at, (size_t)length);
        values[number][length] = 0;
        at += length;
        fields += 1;
    }
    for (int number = 2; number <= 128; number++) free(values[number]);
    return fields;
}
