#pragma once
// Byte scanning for the hot path, in C so that one instruction stands for sixteen bytes and the
// function still inlines into its Swift caller. Every function may READ up to 32 bytes beyond
// `end`, so a buffer needs that much slack behind it; none ever returns a place beyond `end`. Only
// `scan_copy` writes.
// Plain references for all of them stand in Swift beside the tests.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The bytes that a caller must keep readable behind every scanned buffer.
enum { SCAN_SLACK = 64 };

#if defined(__SSE2__)

static inline uint32_t scan_mask(const uint8_t *_Nonnull at, uint8_t a, uint8_t b) {
  __m128i bytes = _mm_loadu_si128((const __m128i *)at);
  __m128i isA = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)a));
  __m128i isB = _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)b));
  return (uint32_t)_mm_movemask_epi8(_mm_or_si128(isA, isB));
}

static inline const uint8_t *_Nonnull scan_either(const uint8_t *_Nonnull at,
                                                  const uint8_t *_Nonnull end, uint8_t a,
                                                  uint8_t b) {
  while (at < end) {
    uint32_t mask = scan_mask(at, a, b) | (scan_mask(at + 16, a, b) << 16);
    if (mask) {
      at += __builtin_ctz(mask);
      return at < end ? at : end;
    }
    at += 32;
  }
  return end;
}

static inline const uint8_t *_Nonnull scan_byte(const uint8_t *_Nonnull at,
                                                const uint8_t *_Nonnull end, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  while (at < end) {
    __m128i left = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)at), wanted);
    __m128i right = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(at + 16)), wanted);
    uint32_t mask =
        (uint32_t)_mm_movemask_epi8(left) | ((uint32_t)_mm_movemask_epi8(right) << 16);
    if (mask) {
      at += __builtin_ctz(mask);
      return at < end ? at : end;
    }
    at += 32;
  }
  return end;
}

#else  // Eight bytes at a time, in a plain register: arm64 and the rest.

static inline uint64_t scan_zero_bytes(uint64_t word) {
  // Exact for every byte, unlike the shorter form, which may also flag the byte above a zero.
  uint64_t low = (word & 0x7f7f7f7f7f7f7f7fULL) + 0x7f7f7f7f7f7f7f7fULL;
  return ~(low | word | 0x7f7f7f7f7f7f7f7fULL);
}

static inline const uint8_t *_Nonnull scan_either(const uint8_t *_Nonnull at,
                                                  const uint8_t *_Nonnull end, uint8_t a,
                                                  uint8_t b) {
  while (at < end) {
    uint64_t word;
    memcpy(&word, at, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    uint64_t found = scan_zero_bytes(word ^ (a * 0x0101010101010101ULL)) |
                     scan_zero_bytes(word ^ (b * 0x0101010101010101ULL));
    if (found) {
      at += __builtin_ctzll(found) / 8;
      return at < end ? at : end;
    }
    at += 8;
  }
  return end;
}

static inline const uint8_t *_Nonnull scan_byte(const uint8_t *_Nonnull at,
                                                const uint8_t *_Nonnull end, uint8_t byte) {
  return scan_either(at, end, byte, byte);
}

#endif

/// Copies short texts without a call: READS and WRITES up to 31 bytes behind the last of both.
static inline void scan_copy(uint8_t *_Nonnull to, const uint8_t *_Nonnull from, size_t count) {
  for (size_t done = 0; done < count; done += 32) memcpy(to + done, from + done, 32);
}

static inline uint64_t scan_load8(const uint8_t *_Nonnull at) {
  uint64_t word;
  memcpy(&word, at, 8);
  return word;
}

static inline uint32_t scan_load4(const uint8_t *_Nonnull at) {
  uint32_t word;
  memcpy(&word, at, 4);
  return word;
}

/// Both halves of a 128-bit product, folded: a multiplication that every input bit reaches.
static inline uint64_t scan_fold(uint64_t a, uint64_t b) {
  __uint128_t product = (__uint128_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// A hash of `count` bytes under a key of 128 bits, for tables in memory only: quick and hard to
/// collide without the key, but no cryptographic hash. Reads up to 16 bytes behind the last.
static inline uint64_t scan_hash(const uint8_t *_Nonnull at, size_t count, uint64_t key0,
                                 uint64_t key1) {
  uint64_t state = key0 ^ (count * 0x9e3779b97f4a7c15ULL);
  size_t left = count;
  while (left > 16) {
    state = scan_fold(scan_load8(at) ^ key1, scan_load8(at + 8) ^ state);
    at += 16;
    left -= 16;
  }
  uint64_t first = scan_load8(at), second = scan_load8(at + 8);
  if (left < 8) {
    first = left ? first << (64 - 8 * left) : 0;
    second = 0;
  } else if (left < 16) {
    second = left > 8 ? second << (128 - 8 * left) : 0;
  }
  state = scan_fold(first ^ key1, second ^ state);
  return scan_fold(state ^ key1, key0 ^ 0xd6e8feb86659fd93ULL);
}
