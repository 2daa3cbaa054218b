#pragma once
// What Swift cannot call in libmaxminddb: MMDB_get_value is variadic, and addresses go in as a
// struct sockaddr. Nothing of that allocates or keeps anything. Beside them, a file to open without a
// name (memfd_create(2)), which Swift's C library does not show.

#include <arpa/inet.h>
#include <maxminddb.h>
#include <string.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

/// What a search gives instead of the offset of an entry in the data section.
enum { MMDB_FIND_NOTHING = -1, MMDB_FIND_DAMAGE = -2 };

static inline int64_t mmdb_find(const MMDB_s *_Nonnull database,
                                const struct sockaddr *_Nonnull address) {
  int error = MMDB_SUCCESS;
  MMDB_lookup_result_s result = MMDB_lookup_sockaddr(database, address, &error);
  if (error == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR) return MMDB_FIND_NOTHING;
  if (error != MMDB_SUCCESS) return MMDB_FIND_DAMAGE;
  return result.found_entry ? (int64_t)result.entry.offset : MMDB_FIND_NOTHING;
}

/// Finds the entry of an IPv4 address, given as a number.
static inline int64_t mmdb_find_v4(const MMDB_s *_Nonnull database, uint32_t number) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof address);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(number);
  return mmdb_find(database, (const struct sockaddr *)&address);
}

/// Finds the entry of the first IPv6 address with these upper 64 bits.
static inline int64_t mmdb_find_v6(const MMDB_s *_Nonnull database, uint64_t upper) {
  struct sockaddr_in6 address;
  memset(&address, 0, sizeof address);
  address.sin6_family = AF_INET6;
  for (int index = 0; index < 8; index++)
    address.sin6_addr.s6_addr[index] = (uint8_t)(upper >> (56 - 8 * index));
  return mmdb_find(database, (const struct sockaddr *)&address);
}

/// Reads a text of two bytes at a path of one or two keys of an entry: the first in the second-lowest
/// byte; `MMDB_FIND_NOTHING` where there is none.
static inline int64_t mmdb_two_bytes(const MMDB_s *_Nonnull database, uint32_t offset,
                                     const char *_Nonnull key, const char *_Nullable inner) {
  MMDB_entry_s entry = {.mmdb = database, .offset = offset};
  MMDB_entry_data_s data;
  memset(&data, 0, sizeof data);
  int status = MMDB_get_value(&entry, &data, key, inner, NULL);
  // An entry of another form, such as a text where a map was expected, is no damage.
  if (status == MMDB_LOOKUP_PATH_DOES_NOT_MATCH_DATA_ERROR) return MMDB_FIND_NOTHING;
  if (status != MMDB_SUCCESS) return MMDB_FIND_DAMAGE;
  if (!data.has_data || data.type != MMDB_DATA_TYPE_UTF8_STRING || data.data_size != 2)
    return MMDB_FIND_NOTHING;
  return (int64_t)(uint8_t)data.utf8_string[0] << 8 | (uint8_t)data.utf8_string[1];
}

/// Makes a file in memory that has no name, closed in other programs; below 0 where there are none.
static inline int mmdb_nameless_file(const char *_Nonnull label) {
#if defined(SYS_memfd_create)
  return (int)syscall(SYS_memfd_create, label, 1U /* MFD_CLOEXEC */);
#else
  (void)label;
  return -1;
#endif
}
