#ifndef BANKBUS_BENCHMARK_PEERS_H
#define BANKBUS_BENCHMARK_PEERS_H

#include <stddef.h>
#include <stdint.h>

/// How many blocks of memory this process has allocated so far.
uint64_t benchmark_allocations(void);

/// Splits an ISO 8583 message in ASCII by a table, and frees what it made of it; returns how many fields it has.
int64_t benchmark_iso8583_split(const unsigned char *bytes, int64_t count);
/// Converts bytes to UTF-8 by the C library's iconv, in one piece; returns the length of the text, or -1.
int64_t benchmark_iconv(const char *from, const uint8_t *bytes, size_t count);

/// Cuts records into fields, converts each by iconv, drops its blanks and copies it; returns the length of all, or -1.
int64_t benchmark_iconv_fields(
    const char *from, const uint8_t *bytes, size_t count, const int *widths, int fields, int record);

/// Splits comma-separated values (RFC 4180, CRLF) and copies each field; returns the length of all.
int64_t benchmark_split_csv(const uint8_t *bytes, size_t count);
/// Finds the tags of a SWIFT MT message and copies each value; returns the length of all values.
uint64_t benchmark_mt_copy(const uint8_t *bytes, size_t count);
/// Decodes the records of the workload `copybook`; a sum that depends on all of them.
uint64_t benchmark_copybook_pass(const uint8_t *bytes, size_t length);

#endif
