#include "peers.h"

#include <string.h>

// A decoder written by hand for the record of the workload `copybook`, as a C programmer would who knows the record:
// every field becomes text in one buffer, which is used again for each record. It checks digits and signs, keeps no
// names, builds no tree, allocates nothing and has no findings.

static unsigned char to_ascii[256];

static void fill_table(void) {
    memset(to_ascii, '?', sizeof to_ascii);
    to_ascii[0x40] = ' ';
    for (int i = 0; i < 9; i++) {
        to_ascii[0xC1 + i] = 'A' + i;
        to_ascii[0x81 + i] = 'a' + i;
        to_ascii[0xD1 + i] = 'J' + i;
        to_ascii[0x91 + i] = 'j' + i;
    }
    for (int i = 0; i < 8; i++) {
        to_ascii[0xE2 + i] = 'S' + i;
        to_ascii[0xA2 + i] = 's' + i;
    }
    for (int i = 0; i < 10; i++) to_ascii[0xF0 + i] = '0' + i;
}

static char *text(char *out, const uint8_t *in, size_t n) {
    while (n && in[n - 1] == 0x40) n--;
    for (size_t i = 0; i < n; i++) *out++ = to_ascii[in[i]];
    return out;
}

static char *decimal(char *out, uint64_t value, int negative, int scale) {
    char digits[24];
    int n = 0;
    do {
        digits[n++] = '0' + value % 10;
        value /= 10;
    } while (value || n <= scale);
    if (negative) *out++ = '-';
    while (n) {
        if (n == scale) *out++ = '.';
        *out++ = digits[--n];
    }
    return out;
}

static char *packed(char *out, const uint8_t *in, size_t n, int scale, uint64_t *number) {
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned high = in[i] >> 4, low = in[i] & 15;
        if (high > 9 || (i + 1 < n && low > 9)) return out;
        value = value * 10 + high;
        if (i + 1 < n) value = value * 10 + low;
    }
    if (number) *number = value;
    unsigned sign = in[n - 1] & 15;
    return decimal(out, value, sign == 13 || sign == 11, scale);
}

static char *zoned(char *out, const uint8_t *in, size_t n, int scale) {
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = in[i] & 15;
        if (digit > 9 || (i + 1 < n && in[i] >> 4 != 15)) return out;
        value = value * 10 + digit;
    }
    return decimal(out, value, in[n - 1] >> 4 == 13, scale);
}

static char *binary(char *out, const uint8_t *in, size_t n) {
    int64_t value = (int8_t)in[0];
    for (size_t i = 1; i < n; i++) value = (int64_t)((uint64_t)value << 8 | in[i]);
    return decimal(out, value < 0 ? -(uint64_t)value : (uint64_t)value, value < 0, 0);
}

uint64_t benchmark_copybook_pass(const uint8_t *in, size_t length) {
    char buffer[2048];
    uint64_t sum = 0;
    if (!to_ascii[0x40]) fill_table();
    for (size_t at = 0; at + 4 <= length;) {
        size_t size = (size_t)in[at] << 8 | in[at + 1];
        if (size < 4 || at + size > length) break;
        const uint8_t *r = in + at + 4;
        char *out = buffer;
        uint64_t entries = 0;
        out = text(out, r, 16), r += 16;
        out = zoned(out, r, 4, 0), r += 4;
        out = text(out, r, 40), r += 40;
        out = text(out, r, 30), r += 30;
        out = text(out, r, 24), r += 24;
        out = text(out, r, 2), r += 2;
        out = text(out, r, 3), r += 3;
        out = packed(out, r, 8, 2, 0), r += 8;
        out = packed(out, r, 8, 2, 0), r += 8;
        out = packed(out, r, 6, 2, 0), r += 6;
        out = packed(out, r, 5, 6, 0), r += 5;
        out = zoned(out, r, 8, 0), r += 8;
        out = zoned(out, r, 8, 0), r += 8;
        out = binary(out, r, 4), r += 4;
        out = zoned(out, r, 11, 2), r += 11;
        out = text(out, r, 1), r += 1;
        out = text(out, r, 2);
        out = text(out, r + 2, 10);
        out = text(out, r, 12), r += 12;
        out = binary(out, r, 8), r += 8;
        out = packed(out, r, 2, 0, &entries), r += 2;
        for (uint64_t i = 0; i < entries && i < 8; i++) {
            out = zoned(out, r, 8, 0), r += 8;
            out = packed(out, r, 6, 2, 0), r += 6;
            out = text(out, r, 20), r += 20;
        }
        for (char *c = buffer; c < out; c += 64) sum += (unsigned char)*c;
        sum += (uint64_t)(out - buffer);
        at += size;
    }
    return sum;
}
