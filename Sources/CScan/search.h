// How a line is cut where a value may hold the bytes that end it: the shortest values that let the rest
// of the line fit. It goes back where it does not, so its work is bounded by a number of tries.

/// Work for one line: a place that is tried to go on from costs SEARCH_TRY, one where a value might have
/// ended costs 1, as do a few bytes that are looked at one by one. A line that needs more is none of its
/// format: no server writes one.
enum { SEARCH_TRY = 8, SEARCH_WORK = 4096 * SEARCH_TRY, SEARCH_DEPTH = 64 };

/// Whether a field looks like what its meaning says.
static bool looks_right(uint8_t check, const uint8_t *at, const uint8_t *end) {
  ptrdiff_t count = end - at;
  if (count == 1 && *at == '-') return true;
  switch (check) {
    case SCAN_STATUS:
      return (count == 3 && at[0] >= '0' && at[0] <= '9' && at[1] >= '0' && at[1] <= '9' &&
              at[2] >= '0' && at[2] <= '9') ||
             (count == 2 && at[0] == '-' && at[1] == '1') || (count == 1 && at[0] == '0');
    case SCAN_NUMBER:
      if (count == 0 || count > 24) return false;
      for (; at < end; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        if (!is_digit && *at != '.' && *at != '-' && *at != '+') return false;
      }
      return true;
    case SCAN_TOOK:
      // A unit may stand behind, as in `1.5s` or `250µs`, or an exponent.
      if (count == 0 || count > 40) return false;
      for (; at < end; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        bool is_letter = (*at >= 'a' && *at <= 'z') || *at == 'E' || *at >= 0x80;
        if (!is_digit && !is_letter && *at != '.' && *at != '-' && *at != '+') return false;
      }
      return true;
    case SCAN_ADDRESS:
      if (count == 0) return false;
      for (; at < end; at++) {
        if (*at == '"' || *at == '/' || *at == '?' || *at == '=') return false;
      }
      return true;
    case SCAN_ADDRESSES:
      // Numbers, and a list's commas and blanks; `unknown` as proxies have it.
      if (count == 7 && memcmp(at, "unknown", 7) == 0) return true;
      if (count == 0) return false;
      for (; at < end; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        bool is_letter = (*at | 0x20) >= 'a' && (*at | 0x20) <= 'f';
        if (!is_digit && !is_letter && !memchr(".:, -[]", *at, 7)) return false;
      }
      return true;
    case SCAN_STAMP: {
      // A year or a clock has four digits, a user's name in brackets hardly.
      unsigned digits = 0;
      for (; at < end; at++) digits += *at >= '0' && *at <= '9';
      return digits >= 4;
    }
    default:
      return true;
  }
}

/// Where a step's field ends, `NULL` where it does not; only SCAN_TEXT looks at `from`.
static const uint8_t *field_end(const uint8_t *at, const uint8_t *from, const uint8_t *end,
                                const scan_step *step, scan_place *place, const uint8_t *line,
                                unsigned *work) {
  const uint8_t *start = at, *stop = NULL;
  uint32_t escape = 0;
  uint8_t extent = step->extent;
  if (extent == SCAN_MAYBE_QUOTED) extent = at < end && *at == '"' ? SCAN_DOUBLED : SCAN_WORD;
  switch (extent) {
    case SCAN_WORD:
    case SCAN_BEFORE_USER:
      stop = step->count ? scan_byte(at, end, step->terminator) : end;
      break;
    case SCAN_BEFORE_TIME: {
      // As for lines that need no search.
      const uint8_t *first = NULL;
      for (stop = scan_byte(at, end, step->terminator); stop < end;
           stop = scan_byte(stop + 1, end, step->terminator)) {
        ++*work;
        if (!is_literal(stop, end, step)) continue;
        bool before_time = is_time(stop + step->count, end);
        if (!first || before_time) first = stop;
        if (before_time) break;
      }
      if (!first) return NULL;
      stop = first;
      break;
    }
    case SCAN_LIST:
      stop = list_end(at, end, step);
      *work += (unsigned)(stop - at) / SEARCH_TRY;
      break;
    case SCAN_FIXED:
      stop = end - at < step->length ? NULL : at + step->length;
      break;
    case SCAN_LAST:
      stop = scan_byte(at, end, ' ');
      break;
    case SCAN_TEXT:
      for (stop = scan_byte(from, end, step->terminator); stop < end && !is_literal(stop, end, step);
           stop = scan_byte(stop + 1, end, step->terminator)) {
        if (++*work > SEARCH_WORK) return NULL;
      }
      if (stop >= end) return NULL;
      // Whether a backslash is in it is looked at once, when the line fits.
      break;
    case SCAN_QUOTED:
      for (stop = at; stop < end && *stop != '"'; stop++) {
        if (*stop != '\\') continue;
        escape = 1u << 31;
        stop++;
      }
      *work += (unsigned)(stop - at) / SEARCH_TRY;
      if (stop >= end) return NULL;
      break;
    case SCAN_DOUBLED:
      if (step->extent == SCAN_MAYBE_QUOTED) start = ++at;
      for (stop = at; stop < end; stop++) {
        if (*stop == '\\') {
          escape = 1u << 31;
          if (step->flags & SCAN_ESCAPES && stop + 1 < end) stop++;
          continue;
        }
        if (*stop != '"') continue;
        if (step->extent == SCAN_DOUBLED && is_literal(stop, end, step) && stop[1] != '"') break;
        if (step->extent == SCAN_MAYBE_QUOTED && (stop + 1 == end || stop[1] != '"')) break;
        if (stop + 1 < end && stop[1] == '"') {
          escape = 1u << 31;
          stop++;
        }
      }
      *work += (unsigned)(stop - at) / SEARCH_TRY;
      if (stop >= end) return NULL;
      break;
    default:
      stop = end;
  }
  if (!stop) return NULL;
  *place = (scan_place){.start = (uint32_t)(start - line), .end = (uint32_t)(stop - line) | escape};
  if (step->extent == SCAN_MAYBE_QUOTED && extent == SCAN_DOUBLED) stop++;
  if (step->count && !is_literal(stop, end, step)) return NULL;
  return stop;
}

/// Notes in which values that may hold anything a backslash stands.
static void note_escapes(const uint8_t *line, const scan_format *format, scan_place *places) {
  for (const scan_step *step = format->steps; step < format->steps + format->count; step++) {
    if (step->extent != SCAN_TEXT) continue;
    scan_place *place = &places[step->field];
    if (memchr(line + place->start, '\\', (place->end & 0x7fffffff) - place->start)) {
      place->end |= 1u << 31;
    }
  }
}

static bool search_fields(const uint8_t *line, const uint8_t *end, const scan_format *format,
                          scan_place *places) {
  // Where to go back to: a step, where its field begins, and where its next end may be.
  struct {
    uint32_t step, start, from;
  } back[SEARCH_DEPTH];
  unsigned depth = 0, work = 0;
  size_t index = 0;
  const uint8_t *at = line, *from = line;
  for (;;) {
    bool fits = true;
    while (fits && index < format->count) {
      const scan_step *step = &format->steps[index];
      if (from == at && (step->flags & SCAN_PADDED)) {
        while (at < end && *at == ' ') at++;
        from = at;
      }
      // Where it is gone back to, the field is there, and `at` is behind its prefix.
      if (step->prefix && from == at) {
        if (at >= end || *at != step->prefix) {
          for (unsigned left_out = 0; left_out <= step->skips; left_out++) {
            places[step[left_out].field] = (scan_place){.start = 0, .end = 0};
          }
          index += 1u + step->skips;
          continue;
        }
        from = ++at;
      }
      scan_place place;
      const uint8_t *stop = field_end(at, from, end, step, &place, line, &work);
      if (!stop) {
        fits = false;
        break;
      }
      if (step->extent == SCAN_TEXT && depth < SEARCH_DEPTH) {
        back[depth].step = (uint32_t)index;
        back[depth].start = (uint32_t)(at - line);
        back[depth].from = (uint32_t)(stop + 1 - line);
        depth++;
      }
      const uint8_t *value = line + place.start, *behind = line + (place.end & 0x7fffffff);
      // A column may be empty; elsewhere a value that is nothing fits nearly everywhere.
      bool is_empty_column = step->extent == SCAN_MAYBE_QUOTED && value == behind;
      if (!is_empty_column && !looks_right(step->check, value, behind)) {
        fits = false;
        break;
      }
      places[step->field] = place;
      at = stop + (step->flags & SCAN_KEEPS_ENDING ? 0 : step->count);
      from = at;
      index++;
    }
    if (fits && ((format->allows_more && *at == ' ') || is_blank(at, end))) {
      note_escapes(line, format, places);
      return true;
    }
    work += SEARCH_TRY;
    if (depth == 0 || work > SEARCH_WORK) return false;
    depth--;
    index = back[depth].step;
    at = line + back[depth].start;
    from = line + back[depth].from;
  }
}
