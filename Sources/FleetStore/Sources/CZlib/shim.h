#include <zlib.h>

// A macro, which Swift does not see. 31: the largest window, and the header of gzip.
static inline int sporlos_deflate_init(z_stream *stream) {
  return deflateInit2(stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
