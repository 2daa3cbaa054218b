// How objects are read: a JSON object (RFC 8259) a line, or pairs of keys and values. What is asked for
// are a few keys, wherever they stand; all else is skipped without being looked at closely.

enum { OBJECT_DEPTH = 64 };

static inline uint64_t key_word(const uint8_t *at, size_t count) {
  uint64_t word = scan_load8(at);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return count >= 8 ? word : word & ((1ULL << (8 * count)) - 1);
}

/// Whether a key's text is another one of the same length and the same first eight bytes.
static inline bool has_same_rest(const uint8_t *text, const uint8_t *at, size_t count) {
  if (count <= 8) return true;
  // The last eight bytes of a text, some of which may have been compared already.
  if (count <= 16) return scan_load8(text + count - 8) == scan_load8(at + count - 8);
  return memcmp(text + 8, at + 8, count - 8) == 0;
}

/// The key with this text in this object, or `NULL`.
static inline const scan_key *find_key(const scan_format *format, const uint8_t *at, size_t count,
                                       unsigned parent) {
  if (count > 255) return NULL;
  uint64_t word = count ? key_word(at, count) : 0;
  for (unsigned slot = scan_slot(word, count, parent);; slot = (slot + 1) % SCAN_SLOTS) {
    unsigned found = format->slots[slot];
    if (!found) return NULL;
    const scan_key *key = &format->keys[found - 1];
    if (key->word == word && key->count == count && key->parent == parent &&
        has_same_rest(key->text, at, count)) {
      return key;
    }
  }
}

static inline const uint8_t *skip_blanks(const uint8_t *at, const uint8_t *end) {
  while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) at++;
  return at;
}

/// The quote that ends a string, or `end`; the marks are those of all quotes and backslashes.
static inline const uint8_t *string_end(const uint8_t *base, const uint32_t **marks,
                                        const uint8_t *at, const uint8_t *end, uint32_t *escape) {
  const uint32_t *mark = *marks;
  while (base + *mark < at) mark++;
  at = base + *mark;
  while (at < end && *at == '\\') {
    // A backslash that ends the line escapes nothing.
    if (end - at < 2) return end;
    *escape = 1u << 31;
    at += 2;
    while (base + *mark < at) mark++;
    at = base + *mark;
  }
  *marks = mark;
  return at < end ? at : end;
}

/// Notes where a key's value stands, unless one of a lower rank has said something.
static inline void note_value(scan_place *places, uint8_t *ranks, const scan_key *key,
                              const uint8_t *line, const uint8_t *value, const uint8_t *end,
                              uint32_t escape) {
  scan_place *place = &places[key->field];
  bool says_something = (place->end & 0x7fffffff) > place->start;
  if (says_something && (ranks[key->field] < key->rank || value == end)) return;
  *place = (scan_place){.start = (uint32_t)(value - line), .end = (uint32_t)(end - line) | escape};
  ranks[key->field] = key->rank;
}

/// Behind an array or object that begins here, or `NULL` where it has no end.
static const uint8_t *skip_nested(const uint8_t *base, const uint32_t **marks, const uint8_t *at,
                                  const uint8_t *end) {
  unsigned depth = 0;
  uint32_t escape = 0;
  for (; at < end; at++) {
    switch (*at) {
      case '"':
        at = string_end(base, marks, at + 1, end, &escape);
        if (at >= end) return NULL;
        break;
      case '{':
      case '[':
        depth++;
        break;
      case '}':
      case ']':
        if (--depth == 0) return at + 1;
        break;
      default:
        break;
    }
  }
  return NULL;
}

static bool json_fields(const uint8_t *base, const uint32_t *mark, const uint8_t *line,
                        const uint8_t *end, const scan_format *format, scan_place *places) {
  memset(places, 0, SCAN_FIELDS * sizeof(scan_place));
  uint8_t ranks[SCAN_FIELDS] = {0};
  // The objects that are open, by what their keys are found under.
  uint8_t parents[OBJECT_DEPTH];
  unsigned depth = 0;
  const uint8_t *at = skip_blanks(line, end);
  if (at < end && *at != '{') {
    // Before the object may stand values with tabs between them, the first of which has the empty key.
    const scan_key *key = find_key(format, at, 0, 0);
    const uint8_t *tab = scan_byte(at, end, '\t');
    if (!key || !key->field || tab >= end) return false;
    places[key->field] = (scan_place){.start = (uint32_t)(at - line), .end = (uint32_t)(tab - line)};
    at = scan_byte(tab, end, '{');
    if (at >= end || at[-1] != '\t') return false;
  }
  if (at >= end || *at != '{') return false;
  parents[depth++] = 0;
  at = skip_blanks(at + 1, end);
  for (;;) {
    if (at >= end) return false;
    if (*at == '}') {
      at = skip_blanks(at + 1, end);
      if (--depth == 0) return at == end;
      if (at < end && *at == ',') at = skip_blanks(at + 1, end);
      continue;
    }
    if (*at != '"') return false;
    uint32_t escape = 0;
    const uint8_t *name = at + 1;
    at = string_end(base, &mark, name, end, &escape);
    if (at >= end) return false;
    const scan_key *key =
        escape ? NULL : find_key(format, name, (size_t)(at - name), parents[depth - 1]);
    at = skip_blanks(at + 1, end);
    if (at >= end || *at != ':') return false;
    at = skip_blanks(at + 1, end);
    if (at >= end) return false;
    if (*at == '{' && key && key->object && depth < OBJECT_DEPTH) {
      parents[depth++] = key->object;
      at = skip_blanks(at + 1, end);
      continue;
    }
    uint8_t field = key ? key->field : 0;
    const uint8_t *nested = NULL;
    if (*at == '[' && field) {
      // Of an array the first value counts, as of a header that may come several times.
      const uint32_t *behind = mark;
      nested = skip_nested(base, &behind, at, end);
      if (!nested) return false;
      at = skip_blanks(at + 1, end);
    }
    if (*at == '"') {
      const uint8_t *value = at + 1;
      escape = 0;
      at = string_end(base, &mark, value, end, &escape);
      if (at >= end) return false;
      if (field) note_value(places, ranks, key, line, value, at, escape);
      at++;
    } else if (*at == '{' || *at == '[') {
      at = skip_nested(base, &mark, at, end);
      if (!at) return false;
    } else {
      const uint8_t *value = at;
      while (at < end && *at != ',' && *at != '}' && *at != ']' && *at != ' ' && *at != '\t') at++;
      bool is_null = at - value == 4 && memcmp(value, "null", 4) == 0;
      if (field && !is_null) note_value(places, ranks, key, line, value, at, 0);
      if (at == value && !nested) return false;
    }
    if (nested) at = nested;
    at = skip_blanks(at, end);
    if (at < end && *at == ',') {
      at = skip_blanks(at + 1, end);
      if (at >= end || *at != '"') return false;
    } else if (at >= end || *at != '}') {
      return false;
    }
  }
}

static bool pair_fields(const uint8_t *base, const uint32_t *mark, const uint8_t *line,
                        const uint8_t *end, const scan_format *format, scan_place *places) {
  memset(places, 0, SCAN_FIELDS * sizeof(scan_place));
  uint8_t ranks[SCAN_FIELDS] = {0};
  unsigned pairs = 0;
  for (const uint8_t *at = skip_blanks(line, end); at < end; at = skip_blanks(at, end)) {
    const uint8_t *name = at;
    while (at < end && *at != '=' && *at != ' ') at++;
    if (at >= end || *at == ' ') {
      // A first word that is no pair may be the time: it has the empty key.
      const scan_key *key = name == line ? find_key(format, name, 0, 0) : NULL;
      if (key && key->field) {
        places[key->field] = (scan_place){.start = 0, .end = (uint32_t)(at - line)};
      }
      continue;
    }
    const scan_key *key = find_key(format, name, (size_t)(at - name), 0);
    uint32_t escape = 0;
    const uint8_t *value = ++at;
    if (at < end && *at == '"') {
      value = at + 1;
      at = string_end(base, &mark, value, end, &escape);
      if (at >= end) return false;
    } else {
      at = scan_byte(at, end, ' ');
    }
    if (key && key->field) note_value(places, ranks, key, line, value, at, escape);
    if (at < end && *at == '"') at++;
    pairs++;
  }
  return pairs > 1;
}
