// How a line is found and cut into fields. It is included once for each set of instructions, with the
// names of the functions (LINE, LINES_OF, FIELDS), of what they search with (MASKS, BYTE, FIRST,
// COUNT), and TARGET, their attribute.
//
// BYTE gives the first place of a byte, or one at or behind the end where there is none.
//
// Quotes and backslashes are found first, all of a line's at once. So where a quoted field ends
// does not depend on where the one before it did, and a processor need not wait for that.

/// Cuts a line into its fields, by the steps of its format; false where it is not of that format.
///
/// `mark` has the offsets from `base` of all quotes and backslashes, and then one behind the line.
TARGET static inline bool FIELDS(const uint8_t *base, const uint32_t *mark, const uint8_t *line,
                                 const uint8_t *end, const scan_format *format,
                                 scan_place *places) {
  const uint8_t *at = line;
  const scan_step *step = format->steps, *last = step + format->count;
  for (; step < last; step++) {
    const uint8_t *start = at;
    uint32_t escape = 0;
    switch (step->extent) {
      case SCAN_BEFORE_USER:
        // `- - [` and a time: nobody has said who they are, as in nearly every line. That is two
        // fields at once, neither of which is looked at.
        if (memcmp(at, "- - [", 5) == 0 && is_time(at + 5, end)) {
          at += 5;
          step++;
          continue;
        }
        // Else it is a word.
      case SCAN_WORD:
        at = BYTE(at, end, step->terminator);
        if (!is_literal(at, end, step)) return false;
        break;
      case SCAN_BEFORE_TIME: {
        // At the first literal that a time stands behind, since a user's name may have brackets of
        // its own; where no time is, at the first literal of all.
        const uint8_t *first = NULL;
        for (at = BYTE(at, end, step->terminator); at < end;
             at = BYTE(at + 1, end, step->terminator)) {
          if (!is_literal(at, end, step)) continue;
          bool before_time = is_time(at + step->count, end);
          if (!first || before_time) first = at;
          if (before_time) break;
        }
        if (!first) return false;
        at = first;
        break;
      }
      case SCAN_LIST:
        at = list_end(at, end, step);
        if (!is_literal(at, end, step)) return false;
        break;
      case SCAN_FIXED:
        if (end - at < step->length) return false;
        at += step->length;
        if (!is_literal(at, end, step)) return false;
        break;
      case SCAN_LAST:
        at = BYTE(at, end, ' ');
        if (at > end) at = end;
        break;
      case SCAN_QUOTED:
        while (base + *mark < at) mark++;
        at = base + *mark;
        while (at < end && *at == '\\') {
          // A backslash that ends the line escapes nothing.
          if (end - at < 2) return false;
          escape = 1u << 31;
          at += 2;
          while (base + *mark < at) mark++;
          at = base + *mark;
        }
        if (at >= end || !is_literal(at, end, step)) return false;
        break;
      default:
        at = end;
    }
    places[step->field] = (scan_place){.start = (uint32_t)(start - line),
                                       .end = (uint32_t)(at - line) | escape};
    at += step->count;
  }
  return at == end || (format->allows_more && *at == ' ') || is_blank(at, end);
}

TARGET __attribute__((always_inline)) static inline scan_line LINE(
    unsigned kind, const uint8_t *at, const uint8_t *end, const scan_format *format,
                      uint32_t *marks, scan_place *places) {
  const uint8_t *base = at;
  while (base < end && *base == 0) base++;
  const uint8_t *newline = base;
  uint32_t *mark = marks;
  uint64_t newlines = 0;
  for (; newline < end; newline += 64) {
    uint64_t found;
    MASKS(newline, &newlines, &found);
    uint32_t offset = (uint32_t)(newline - base);
    uint32_t *last = mark + COUNT(found);
    // Mostly there are none to four; a loop that ends with the last one ends where none foresees.
    do {
      for (int next = 0; next < 4; next++) {
        mark[next] = offset + (uint32_t)FIRST(found);
        found &= found - 1;
      }
      mark += 4;
    } while (mark < last);
    mark = last;
    if (newlines) {
      newline += FIRST(newlines);
      break;
    }
    if (offset > SCAN_LONGEST) {
      newline = BYTE(newline, end, '\n');
      break;
    }
  }
  if (newline > end) newline = end;
  *mark = (uint32_t)(newline - base);

  const uint8_t *start = base, *stop = newline;
  if (stop > start && stop[-1] == '\r') stop--;
  if (stop - start >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0) start += 3;
  scan_line line = {.start = (uint32_t)(start - at),
                    .count = (uint32_t)(stop - start),
                    .next = (uint32_t)(newline + 1 - at)};
  if (line.count == 0) {
    line.kind = SCAN_EMPTY;
  } else if (line.count > SCAN_LONGEST) {
    line.kind = SCAN_TOO_LONG;
  } else {
    bool is_cut = kind == SCAN_PLAIN      ? FIELDS(base, marks, start, stop, format, places)
                  : kind == SCAN_SEARCHED ? search_fields(start, stop, format, places)
                  : kind == SCAN_JSON     ? json_fields(base, marks, start, stop, format, places)
                                          : pair_fields(base, marks, start, stop, format, places);
    line.kind = is_cut ? SCAN_CUT : SCAN_OTHER;
  }
  return line;
}


#define KIND(name, kind)                                                                          \
  TARGET static scan_line name(const uint8_t *at, const uint8_t *end, const scan_format *format,  \
                               uint32_t *marks, scan_place *places) {                             \
    return LINE(kind, at, end, format, marks, places);                                            \
  }
KIND(LINES_OF(plain), SCAN_PLAIN)
KIND(LINES_OF(searched), SCAN_SEARCHED)
KIND(LINES_OF(json), SCAN_JSON)
KIND(LINES_OF(pairs), SCAN_PAIRS)
#undef KIND

static const scan_line_function LINES_OF(functions)[] = {LINES_OF(plain), LINES_OF(searched),
                                                         LINES_OF(json), LINES_OF(pairs)};

#undef TARGET
#undef LINE
#undef LINES_OF
#undef FIELDS
#undef MASKS
#undef BYTE
#undef FIRST
#undef COUNT
