#include "allocator.h"

// Says which library it is.
#include <limits.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void sporlos_keep_little_memory(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
  // A threshold that is set stays, instead of growing with what was freed.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
