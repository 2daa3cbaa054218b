// The loop that cuts a line into fields. It is included once for each set of instructions, with the
// names of the functions (LINE, FIELDS) and of their searches (BYTE, EITHER), and TARGET, their
// attribute.

/// Cuts a line into its fields, by the steps of its format; false where it is not of that format.
TARGET static inline bool FIELDS(const uint8_t *line, const uint8_t *end, scan_format format,
                                 scan_place *places) {
  const uint8_t *at = line;
  const scan_step *step = format.steps, *last = step + format.count;
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
          if (!first || is_time(at + step->count, end)) first = at;
          if (is_time(at + step->count, end)) break;
        }
        if (!first) return false;
        at = first;
        break;
      }
      case SCAN_QUOTED:
        at = EITHER(at, end, '"', '\\');
        while (at < end && *at == '\\') {
          // A backslash that ends the line escapes nothing.
          if (end - at < 2) return false;
          escape = 1u << 31;
          at = EITHER(at + 2, end, '"', '\\');
        }
        if (!is_literal(at, end, step)) return false;
        break;
      default:
        at = end;
    }
    places[step->field] = (scan_place){.start = (uint32_t)(start - line),
                                       .end = (uint32_t)(at - line) | escape};
    at += step->count;
  }
  return at == end || (format.allows_more && *at == ' ');
}

TARGET scan_line LINE(const uint8_t *at, const uint8_t *end, scan_format format,
                      scan_place *places) {
  const uint8_t *newline = BYTE(at, end, '\n');
  const uint8_t *start = at, *stop = newline;
  if (stop > start && stop[-1] == '\r') stop--;
  while (start < stop && *start == 0) start++;
  if (stop - start >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0) start += 3;
  scan_line line = {.start = (uint32_t)(start - at),
                    .count = (uint32_t)(stop - start),
                    .next = (uint32_t)(newline + 1 - at)};
  if (line.count == 0) {
    line.kind = SCAN_EMPTY;
  } else if (line.count > SCAN_LONGEST) {
    line.kind = SCAN_TOO_LONG;
  } else {
    line.kind = FIELDS(start, stop, format, places) ? SCAN_CUT : SCAN_OTHER;
  }
  return line;
}

#undef TARGET
#undef LINE
#undef FIELDS
#undef BYTE
#undef EITHER
