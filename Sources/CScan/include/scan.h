#pragma once
// Byte scanning for the hot path, in C so that one instruction stands for sixteen bytes and the
// function still inlines into its Swift caller; but for cutting lines, which is a function of its own.
// Every function may READ up to 64 bytes beyond `end`, so a buffer needs that much padding behind it;
// none ever returns a place beyond `end`. Only `scan_copy` writes.
// Plain references for all of them stand in Swift beside the tests.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// The bytes that a caller must keep readable behind every scanned buffer.
enum { SCAN_PADDING = 64 };

#if defined(__SSE2__)

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

/// The first of either byte.
static inline const uint8_t *_Nonnull scan_either(const uint8_t *_Nonnull at,
                                                  const uint8_t *_Nonnull end, uint8_t one,
                                                  uint8_t other) {
  const __m128i first = _mm_set1_epi8((char)one), second = _mm_set1_epi8((char)other);
  while (at < end) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)at);
    uint32_t mask = (uint32_t)_mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, first), _mm_cmpeq_epi8(bytes, second)));
    if (mask) {
      at += __builtin_ctz(mask);
      return at < end ? at : end;
    }
    at += 16;
  }
  return end;
}

#else  // Eight bytes at a time, in a plain register: arm64 and the rest.

static inline const uint8_t *_Nonnull scan_byte(const uint8_t *_Nonnull at,
                                                const uint8_t *_Nonnull end, uint8_t byte) {
  while (at < end) {
    uint64_t word;
    memcpy(&word, at, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    // Exact for every byte, unlike the shorter form, which may also flag the byte above a zero.
    uint64_t other = word ^ (byte * 0x0101010101010101ULL);
    uint64_t low = (other & 0x7f7f7f7f7f7f7f7fULL) + 0x7f7f7f7f7f7f7f7fULL;
    uint64_t found = ~(low | other | 0x7f7f7f7f7f7f7f7fULL);
    if (found) {
      at += __builtin_ctzll(found) / 8;
      return at < end ? at : end;
    }
    at += 8;
  }
  return end;
}

/// The first of either byte.
static inline const uint8_t *_Nonnull scan_either(const uint8_t *_Nonnull at,
                                                  const uint8_t *_Nonnull end, uint8_t one,
                                                  uint8_t other) {
  while (at < end && *at != one && *at != other) at++;
  return at < end ? at : end;
}

#endif

/// Copies short texts without a call: READS and WRITES up to 31 bytes behind the last of both.
static inline void scan_copy(uint8_t *_Nonnull to, const uint8_t *_Nonnull from, size_t count) {
  for (size_t done = 0; done < count; done += 32) memcpy(to + done, from + done, 32);
}

/// Asks for the memory at an address, so that it is in the cache when it is read.
static inline void scan_prefetch(const void *_Nonnull at) { __builtin_prefetch(at); }

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

/// One to four hexadecimal digits as their number.
static inline uint64_t scan_hex(const uint8_t *_Nonnull at, unsigned count) {
  uint32_t text = 0;
  memcpy(&text, at, 4);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  text = __builtin_bswap32(text);
#endif
  // The last digit comes to stand in the highest byte. A letter's low half is 1 for an A.
  text <<= 32 - 8 * count;
  uint32_t digits = (text & 0x0f0f0f0f) + 9 * (text >> 6 & 0x01010101);
  uint32_t pairs = (digits << 4 | digits >> 8) & 0x00ff00ff;
  return (pairs & 0xff) << 8 | pairs >> 16;
}

/// The first 48 bits of an IPv6 address, above 16 zeros; 0 for whatever is not of the usual form, which
/// may be an address, too.
///
/// The usual form (RFC 4291, section 2.2) has all of its groups, or a `::` somewhere behind the third
/// of them for two or more; it has no IPv4 address at its end, no zone, and no prefix that an
/// IPv4 address may stand behind.
static inline uint64_t scan_network6(const uint8_t *_Nonnull at, size_t count) {
#if defined(__SSE2__)
  if (count < 7 || count > 39) return 0;
  uint64_t colons = 0, digits = 0;
  for (unsigned part = 0; part < 3; part++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(at + 16 * part));
    __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i decimal = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)),
                                    _mm_cmpgt_epi8(_mm_set1_epi8('9' + 1), bytes));
    __m128i letter = _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)),
                                   _mm_cmpgt_epi8(_mm_set1_epi8('f' + 1), lower));
    __m128i colon = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(':'));
    digits |= (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(decimal, letter)) << (16 * part);
    colons |= (uint64_t)(unsigned)_mm_movemask_epi8(colon) << (16 * part);
  }
  uint64_t all = (1ULL << count) - 1;
  colons &= all;
  digits &= all;
  uint64_t twice = colons & colons >> 1;
  int groups = __builtin_popcountll(colons) + (twice ? 0 : 1);
  bool isLong = (digits & digits >> 1 & digits >> 2 & digits >> 3 & digits >> 4) != 0;
  bool hasEdge = (colons & 1) != 0 || colons >> (count - 1) != 0;
  bool isTwiceTwice = (twice & (twice - 1)) != 0;
  if ((colons | digits) != all || isLong || hasEdge || isTwiceTwice) return 0;
  if (twice ? groups < 3 || groups > 6 : groups != 8) return 0;
  unsigned first = (unsigned)__builtin_ctzll(colons);
  uint64_t rest = colons & (colons - 1);
  unsigned second = (unsigned)__builtin_ctzll(rest);
  unsigned third = (unsigned)__builtin_ctzll(rest & (rest - 1));
  if (twice & ((1ULL << third) - 1)) return 0;
  uint64_t upper = scan_hex(at, first) << 48;
  upper |= scan_hex(at + first + 1, second - first - 1) << 32;
  upper |= scan_hex(at + second + 1, third - second - 1) << 16;
  uint64_t start = upper >> 48;
  return start == 0 || start == 0x64 || start == 0x2002 || upper >> 32 == 0x20010000 ? 0 : upper;
#else
  (void)at;
  (void)count;
  return 0;
#endif
}

/// How the end of a field is found: the raw values of `PlanExtent`, which says what they mean. Those
/// from SCAN_TEXT on need the search.
enum {
  SCAN_WORD,
  SCAN_BEFORE_USER,
  SCAN_BEFORE_TIME,
  SCAN_QUOTED,
  SCAN_REST,
  SCAN_FIXED,
  SCAN_LIST,
  SCAN_LAST,
  SCAN_TEXT,
  SCAN_DOUBLED,
  SCAN_MAYBE_QUOTED
};

/// What a field must look like for the search to go on behind it.
enum { SCAN_ANY, SCAN_NUMBER, SCAN_STATUS, SCAN_ADDRESS, SCAN_STAMP, SCAN_TOOK, SCAN_ADDRESSES };

/// One field of a format, and the bytes that end it.
typedef struct {
  /// The bytes behind the field, in the order of memory, and ones where there are any.
  uint64_t literal, mask;
  /// How many they are.
  uint8_t count;
  /// The first of them.
  uint8_t terminator;
  uint8_t extent;
  /// The raw value of a `FieldMeaning`.
  uint8_t field;
  /// How many bytes a field of SCAN_FIXED has.
  uint8_t length;
  /// What the field must look like, where a line is searched.
  uint8_t check;
  /// The byte without which the field is left out with its ending; 0 for a field that is always there.
  uint8_t prefix;
  /// Of the flags below.
  uint8_t flags;
  /// How many steps behind are left out together with the field.
  uint8_t skips;
} scan_step;

/// Blanks may stand before the field; its ending belongs to the next one; a backslash in its quotes takes
/// the next byte with it.
enum { SCAN_PADDED = 1, SCAN_KEEPS_ENDING = 2, SCAN_ESCAPES = 4 };

/// A key of objects: the value of a field, or an object with more keys.
typedef struct {
  const uint8_t *_Nonnull text;
  /// The first eight bytes of the text, in the order of memory.
  uint64_t word;
  uint8_t count;
  /// The object it stands in, 0 for the line's own.
  uint8_t parent;
  /// The raw value of a `FieldMeaning`, or 0.
  uint8_t field;
  /// The object that is its value, or 0.
  uint8_t object;
  /// Of several keys of one field, the one of the lowest rank that has a value counts.
  uint8_t rank;
} scan_key;

/// Where a field stands in its line.
typedef struct {
  uint32_t start;
  /// The end, and in the top bit whether a backslash stands in the field.
  uint32_t end;
} scan_place;

/// How many fields there are, by their raw values.
enum { SCAN_FIELDS = 18 };

/// A log format: one step a field, and whether a line may go on behind the last, with a space. Formats
/// of objects have keys instead, and where to look for one by its hash: an index and 1, or 0.
typedef struct {
  const scan_step *_Nonnull steps;
  size_t count;
  bool allows_more;
  const scan_key *_Nullable keys;
  const uint8_t *_Nullable slots;
} scan_format;

/// As many places for keys as a hash may tell apart.
enum { SCAN_SLOTS = 256, SCAN_KEYS = 120 };

/// Where to look for a key first.
static inline unsigned scan_slot(uint64_t word, uint64_t count, uint64_t parent) {
  uint64_t mixed = (word ^ count << 56 ^ parent << 48) * 0x9e3779b97f4a7c15ULL;
  return (unsigned)(mixed >> 56);
}

/// The most bytes of a line that is looked at.
enum { SCAN_LONGEST = 64 * 1024 };

/// What a line is: without any text, too long, not of the format, or cut into its fields.
enum { SCAN_EMPTY, SCAN_TOO_LONG, SCAN_OTHER, SCAN_CUT };

/// The next line of a block. Its text is what is left without its line end, the zeros that a
/// `copytruncate` leaves before the first line written after it, and a byte-order mark.
typedef struct {
  /// Bytes before the text.
  uint32_t start;
  /// Bytes of text.
  uint32_t count;
  /// Bytes to the next line.
  uint32_t next;
  /// One of those above.
  uint32_t kind;
} scan_line;

/// As many as a line may have quotes and backslashes, and some that are written for nothing.
enum { SCAN_MARKS = SCAN_LONGEST + 256 };

/// Finds the next line of a block, and cuts it. READS up to 64 bytes behind the block's end.
///
/// The places are within the text, by the fields' raw values; what is in those of fields that the
/// format lacks stays. `marks` is room for `SCAN_MARKS` numbers, of no meaning afterwards.
typedef scan_line (*scan_line_function)(const uint8_t *_Nonnull at, const uint8_t *_Nonnull end,
                                        const scan_format *_Nonnull format,
                                        uint32_t *_Nonnull marks, scan_place *_Nonnull places);

/// What the lines of a format are.
enum { SCAN_PLAIN, SCAN_SEARCHED, SCAN_JSON, SCAN_PAIRS };

/// The fastest of the functions for lines of a kind that this processor can run.
scan_line_function _Nonnull scan_fastest_line(unsigned kind);

/// Cuts lines of a kind with the instructions that every processor has.
scan_line_function _Nonnull scan_plain_line(unsigned kind);

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
