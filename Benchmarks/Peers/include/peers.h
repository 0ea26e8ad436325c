#ifndef BANKBUS_BENCHMARK_PEERS_H
#define BANKBUS_BENCHMARK_PEERS_H

#include <stddef.h>
#include <stdint.h>

/// How many blocks of memory this process has allocated so far.
uint64_t benchmark_allocations(void);

/// Decodes the records of the workload `copybook`; a sum that depends on all of them.
uint64_t benchmark_copybook_pass(const uint8_t *bytes, size_t length);

#endif
