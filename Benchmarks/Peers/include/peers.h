#ifndef BANKBUS_BENCHMARK_PEERS_H
#define BANKBUS_BENCHMARK_PEERS_H

#include <stddef.h>
#include <stdint.h>

/// How many blocks of memory this process has allocated so far.
uint64_t benchmark_allocations(void);

/// Finds the tags of a SWIFT MT message and copies each value; returns the length of all values.
uint64_t benchmark_mt_copy(const uint8_t *bytes, size_t count);

#endif
