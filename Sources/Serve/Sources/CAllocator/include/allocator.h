/// How the C library hands out memory.
#pragma once

/// Has all threads share one pool of memory, and what is large given back to the system as soon as it is free.
///
/// Else each thread that has answered a large question keeps as much for its next one. Only glibc is told; others do so
/// anyway, or have no such settings (mallopt(3)).
void sporlos_keep_little_memory(void);
