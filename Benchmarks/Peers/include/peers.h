#ifndef BANKBUS_BENCHMARK_PEERS_H
#define BANKBUS_BENCHMARK_PEERS_H

#include <stdint.h>

/// How many blocks of memory this process has allocated so far.
uint64_t benchmark_allocations(void);

/// Splits an ISO 8583 message in ASCII by a table, and frees what it made of it; returns how many fields it has.
int64_t benchmark_iso8583_split(const unsigned char *bytes, int64_t count);

#endif
