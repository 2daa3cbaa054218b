#pragma once
// What Swift cannot call itself: functions with a variable number of arguments.

#if defined(__linux__)
#include <sys/prctl.h>

/// Forbids core dumps of this process, and other processes of its user to look into its memory.
static inline int process_make_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
#else
static inline int process_make_undumpable(void) { return 0; }
#endif
