internal import LogFormats

/// A format that the lines of a log are probably of, and what is uncertain about it.
struct FormatGuess {
  var definition: FormatDefinition
  /// The share of the lines that are of this format, from 0 to 1: they match it, and their times and
  /// addresses are some.
  var fit: Double
  /// What the lines do not tell, in the order it was found.
  var notes: [GuessNote]
}
