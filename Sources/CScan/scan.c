#include "scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Whether what stands behind a field is what its format says.
static inline bool is_literal(const uint8_t *at, const uint8_t *end, const scan_step *step) {
  return (scan_load8(at) & step->mask) == step->literal && end - at >= step->count;
}

/// Whether there are no more than blanks left of a line: a format may end in one, and editors and shells
/// cut them off.
static inline bool is_blank(const uint8_t *at, const uint8_t *end) {
  while (at < end && (*at == ' ' || *at == '\t')) at++;
  return at == end;
}

/// Whether what may be a time (`dd/Mon/yyyy:hh:mm:ss +hhmm`) ends as one does, with `] "`: a user's
/// name may have a whole time in it, but no quote, which both servers escape.
static inline bool is_time(const uint8_t *at, const uint8_t *end) {
  return end - at >= 29 && memcmp(at + 26, "] \"", 3) == 0;
}

/// Where a list ends: at the first terminator that stands behind no `,` or ` :` between two items.
static inline const uint8_t *list_end(const uint8_t *at, const uint8_t *end,
                                      const scan_step *step) {
  const uint8_t *start = at;
  for (at = scan_byte(at, end, step->terminator); at < end;
       at = scan_byte(at + 1, end, step->terminator)) {
    if (step->terminator != ' ' || at == start) return at;
    bool is_between = at[-1] == ',' || (at[-1] == ':' && at - start > 1 && at[-2] == ' ') ||
                      (at[1] == ':' && at[2] == ' ' && end - at > 2);
    if (!is_between) return at;
  }
  return end;
}

#include "search.h"

#include "objects.h"

#if defined(__SSE2__)

static inline void plain_masks(const uint8_t *at, uint64_t *newlines, uint64_t *marks) {
  const __m128i newline = _mm_set1_epi8('\n'), quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  *newlines = *marks = 0;
  for (int part = 0; part < 64; part += 16) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(at + part));
    __m128i mark = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash));
    uint32_t ends = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, newline));
    *newlines |= (uint64_t)ends << part;
    *marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(mark) << part;
  }
}

#else

static inline void plain_masks(const uint8_t *at, uint64_t *newlines, uint64_t *marks) {
  *newlines = *marks = 0;
  for (int part = 0; part < 64; part++) {
    *newlines |= (uint64_t)(at[part] == '\n') << part;
    *marks |= (uint64_t)(at[part] == '"' || at[part] == '\\') << part;
  }
}

#endif

#define TARGET
#define LINE plain_next_line
#define LINES_OF(kind) plain_lines_##kind
#define FIELDS plain_fields
#define MASKS plain_masks
#define BYTE scan_byte
#define FIRST(mask) ((mask) ? __builtin_ctzll(mask) : 64)
#define COUNT(mask) __builtin_popcountll(mask)
#include "line.h"

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

/// Like `scan_byte`, but any place behind `end` says that there is none: mostly there is one, near by.
AVX2 static inline const uint8_t *avx2_byte(const uint8_t *at, const uint8_t *end, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  do {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)at);
    uint32_t mask = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, wanted));
    if (mask) return at + __builtin_ctz(mask);
    at += 32;
  } while (at < end);
  return end;
}

AVX2 static inline uint64_t avx2_mask(__m256i left, __m256i right) {
  uint32_t low = (uint32_t)_mm256_movemask_epi8(left);
  uint32_t high = (uint32_t)_mm256_movemask_epi8(right);
  return low | (uint64_t)high << 32;
}

AVX2 static inline void avx2_masks(const uint8_t *at, uint64_t *newlines, uint64_t *marks) {
  const __m256i newline = _mm256_set1_epi8('\n'), quote = _mm256_set1_epi8('"');
  const __m256i backslash = _mm256_set1_epi8('\\');
  __m256i left = _mm256_loadu_si256((const __m256i *)at);
  __m256i right = _mm256_loadu_si256((const __m256i *)(at + 32));
  *newlines =
      avx2_mask(_mm256_cmpeq_epi8(left, newline), _mm256_cmpeq_epi8(right, newline));
  *marks = avx2_mask(
      _mm256_or_si256(_mm256_cmpeq_epi8(left, quote), _mm256_cmpeq_epi8(left, backslash)),
      _mm256_or_si256(_mm256_cmpeq_epi8(right, quote), _mm256_cmpeq_epi8(right, backslash)));
}

#define TARGET AVX2
#define LINE avx2_next_line
#define LINES_OF(kind) avx2_lines_##kind
#define FIELDS avx2_fields
#define MASKS avx2_masks
#define BYTE avx2_byte
#define FIRST(mask) _tzcnt_u64(mask)
#define COUNT(mask) __builtin_popcountll(mask)
#include "line.h"

#endif

scan_line_function scan_fastest_line(unsigned kind) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
      __builtin_cpu_supports("popcnt")) {
    return avx2_lines_functions[kind & 3];
  }
#endif
  return plain_lines_functions[kind & 3];
}

scan_line_function scan_plain_line(unsigned kind) { return plain_lines_functions[kind & 3]; }
