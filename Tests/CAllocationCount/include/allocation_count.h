#pragma once
#include <stdint.h>

/// The number of heap allocations this thread has made since the program began.
uint64_t allocation_count(void);

/// Whether anything is counted at all.
int allocations_are_counted(void);
