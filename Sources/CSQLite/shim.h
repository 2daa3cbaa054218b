#include <sqlite3.h>

/// Has SQLite not count the memory it uses: nothing here asks for it, and to count takes a lock for every piece.
/// Only of use before the first connection is opened.
static inline int sqlite_leave_memory_uncounted(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
