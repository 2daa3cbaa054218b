/// Of which streams a line has begun that is not yet whole.
struct UnfinishedLines {
  /// How far a line's last part may be from its first, in bytes of the file: longer lines are not read
  /// anyway, and a line that never ends must not hold up all that follow.
  static let reach = 64 * 1024

  /// Where the first part stands, of the standard output and the standard error; -1 where none does.
  private var output: Int
  private var error: Int
  /// Whether what came before is not known, so that the place is at or behind that of the first part.
  private var isGuess: (output: Bool, error: Bool)

  /// - Parameter isKnown: Whether all lines before are whole.
  init(isKnown: Bool = true) {
    (output, error) = isKnown ? (-1, -1) : (0, 0)
    isGuess = (!isKnown, !isKnown)
  }

  /// Whether no line has begun.
  var isEmpty: Bool { output < 0 && error < 0 }

  /// Gives up lines that began too long ago.
  @inline(__always)
  mutating func expire(at place: Int) {
    if isEmpty { return }
    if output >= 0, place - output > UnfinishedLines.reach { output = -1 }
    if error >= 0, place - error > UnfinishedLines.reach { error = -1 }
  }

  /// Where the first part of a stream's line stands; `nil` where none has begun.
  @inline(__always)
  func first(isError: Bool) -> Int? {
    let place = isError ? error : output
    return place < 0 ? nil : place
  }

  /// Notes a line, or a part of one.
  @inline(__always)
  mutating func note(_ line: WrappedLine, at place: Int) {
    if line.isError {
      UnfinishedLines.note(line.isPart, at: place, &error, &isGuess.error)
    } else {
      UnfinishedLines.note(line.isPart, at: place, &output, &isGuess.output)
    }
  }

  @inline(__always)
  private static func note(
    _ isPart: Bool, at place: Int, _ first: inout Int, _ isGuess: inout Bool
  ) {
    if !isPart {
      (first, isGuess) = (-1, false)
    } else if first < 0 {
      (first, isGuess) = (place, false)
    } else if isGuess {
      first = place
    }
  }
}
