#include "peers.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

int64_t benchmark_iconv(const char *from, const uint8_t *bytes, size_t count) {
    static char *target;
    static size_t capacity;
    if (capacity < count * 2) {
        capacity = count * 2;
        target = realloc(target, capacity);
    }
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1 || !target) return -1;
    char *source = (char *)bytes, *next = target;
    size_t left = count, room = capacity;
    size_t result = iconv(converter, &source, &left, &next, &room);
    iconv_close(converter);
    return result == (size_t)-1 ? -1 : next - target;
}

int64_t benchmark_iconv_fields(
    const char *from, const uint8_t *bytes, size_t count, const int *widths, int fields, int record) {
    static char target[4096];
    iconv_t converter = iconv_open("UTF-8", from);
    if (converter == (iconv_t)-1) return -1;
    int64_t total = 0;
    for (size_t start = 0; start + record <= count; start += record) {
        char *source = (char *)bytes + start;
        for (int field = 0; field < fields; field++) {
            char *next = target;
            size_t left = widths[field], room = sizeof target;
            if (iconv(converter, &source, &left, &next, &room) == (size_t)-1) return -1;
            while (next > target && next[-1] == ' ') next--;
            char *value = malloc(next - target + 1);
            memcpy(value, target, next - target);
            total += next - target;
            free(value);
        }
    }
    iconv_close(converter);
    return total;
}

int64_t benchmark_split_csv(const uint8_t *bytes, size_t count) {
    static uint8_t target[65536];
    int64_t total = 0;
    size_t index = 0;
    while (index < count) {
        size_t length = 0;
        if (bytes[index] == '"') {
            index++;
            for (; index < count && length < sizeof target; index++) {
                if (bytes[index] == '"') {
                    if (index + 1 < count && bytes[index + 1] == '"') index++;
                    else break;
                }
                target[length++] = bytes[index];
            }
            index++;
        } else {
            while (index < count && bytes[index] != ',' && bytes[index] != '\r' && length < sizeof target)
                target[length++] = bytes[index++];
        }
        uint8_t *value = malloc(length + 1);
        memcpy(value, target, length);
        total += length;
        free(value);
        if (index < count && bytes[index] == '\r') index++;
        index++;
    }
    return total;
}
