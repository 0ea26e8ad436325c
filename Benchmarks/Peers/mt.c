// The least that a reader of SWIFT MT must do: finds the tags of block 4 and copies each value into a block of its own.
#include "peers.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 1000 };

struct field {
    char tag[4];
    char *value;
    size_t length;
};

static int is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

// Returns the length of the tag at a colon, 2 or 3, or 0 if there is none.
static size_t tag_length(const char *colon, const char *end) {
    if (end - colon < 5 || colon[0] != ':' || !is_digit(colon[1]) || !is_digit(colon[2])) return 0;
    if (colon[3] == ':') return 2;
    return colon[3] >= 'A' && colon[3] <= 'Z' && colon[4] == ':' ? 3 : 0;
}

static void keep(struct field *field, const char *value, size_t length) {
    field->length = length;
    field->value = malloc(length + 1);
    if (!field->value) return;
    memcpy(field->value, value, length);
    field->value[length] = 0;
}

uint64_t benchmark_mt_copy(const uint8_t *bytes, size_t count) {
    struct field *fields = malloc(FIELDS_MAX * sizeof *fields);
    if (!fields) return 0;
    size_t number = 0;
    const char *position = (const char *)bytes, *end = position + count, *value = NULL;
    while (position < end && number < FIELDS_MAX) {
        const char *line = memchr(position, '\n', (size_t)(end - position));
        if (!line) line = end;
        size_t length = tag_length(position, end);
        if (length > 0 || (position + 1 < end && position[0] == '-' && position[1] == '}')) {
            if (value) keep(&fields[number++], value, (size_t)(position - value));
            value = NULL;
        }
        if (length > 0 && number < FIELDS_MAX) {
            memcpy(fields[number].tag, position + 1, length);
            fields[number].tag[length] = 0;
            value = position + length + 2;
        }
        position = line + 1;
    }
    uint64_t sum = 0;
    for (size_t index = 0; index < number; index++) {
        sum += fields[index].length;
        free(fields[index].value);
    }
    free(fields);
    return sum;
}
