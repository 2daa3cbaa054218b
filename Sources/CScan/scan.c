#include "scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Whether what stands behind a field is what its format says.
static inline bool is_literal(const uint8_t *at, const uint8_t *end, const scan_step *step) {
  return (scan_load8(at) & step->mask) == step->literal && end - at >= step->count;
}

/// Whether what may be a time (`dd/Mon/yyyy:hh:mm:ss +hhmm`) ends as one does, with `] "`: a user's
/// name may have a whole time in it, but no quote, which both servers escape.
static inline bool is_time(const uint8_t *at, const uint8_t *end) {
  return end - at >= 29 && memcmp(at + 26, "] \"", 3) == 0;
}

#define TARGET
#define LINE scan_next_line
#define FIELDS fields
#define BYTE scan_byte
#define EITHER scan_either
#include "fields.h"

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi")))

AVX2 static inline const uint8_t *avx2_byte(const uint8_t *at, const uint8_t *end, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  for (; at < end; at += 32) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
    uint32_t mask = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, wanted));
    if (mask) {
      at += __builtin_ctz(mask);
      return at < end ? at : end;
    }
  }
  return end;
}

AVX2 static inline const uint8_t *avx2_either(const uint8_t *at, const uint8_t *end, uint8_t a,
                                              uint8_t b) {
  const __m256i wantedA = _mm256_set1_epi8((char)a), wantedB = _mm256_set1_epi8((char)b);
  for (; at < end; at += 32) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
    __m256i found =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, wantedA), _mm256_cmpeq_epi8(bytes, wantedB));
    uint32_t mask = (uint32_t)_mm256_movemask_epi8(found);
    if (mask) {
      at += __builtin_ctz(mask);
      return at < end ? at : end;
    }
  }
  return end;
}

#define TARGET AVX2
#define LINE avx2_next_line
#define FIELDS avx2_fields
#define BYTE avx2_byte
#define EITHER avx2_either
#include "fields.h"

#endif

scan_line_function scan_fastest_line(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) return avx2_next_line;
#endif
  return scan_next_line;
}
