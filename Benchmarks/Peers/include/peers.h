#ifndef BANKBUS_BENCHMARK_PEERS_H
#define BANKBUS_BENCHMARK_PEERS_H

#include <stdint.h>

/// How many blocks of memory this process has allocated so far.
uint64_t benchmark_allocations(void);

#endif
