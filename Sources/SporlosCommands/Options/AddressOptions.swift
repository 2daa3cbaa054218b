internal import AccessLog
internal import ArgumentParser

/// What becomes of addresses, the same for all commands that count lines.
struct AddressOptions: ParsableArguments {
  @Flag(help: "Ignore addresses; countries and visitors are not counted.")
  private var dropAddresses = false

  @Option(
    help: ArgumentHelp(
      "Earlier releases' name: truncate, or drop for --drop-addresses.", valueName: "way",
      visibility: .hidden))
  private var ip: AddressWay?

  @Option(
    help: ArgumentHelp(
      "A country database in MMDB format; none disables it (default: one in the usual places).",
      valueName: "file"), completion: .file())
  private var geo: String?

  /// Whether addresses are read at all.
  var areRead: Bool { !dropAddresses && ip != .drop }

  /// The path of the database of countries, if one was named.
  var countryPath: String? { geo == "none" ? nil : geo }

  func validate() throws {
    guard areRead || countryPath == nil else {
      throw ValidationError(
        "--geo needs addresses, which --drop-addresses ignores: leave one out")
    }
  }

  /// The database of countries: the one that was asked for, or one that is there anyway.
  func countries() throws -> CountryFile? {
    guard areRead, geo != "none", let path = geo ?? CountryFile.find() else { return nil }
    do {
      return try CountryFile(path: path)
    } catch {
      let sentence = error.sentence
      guard geo == nil else { throw CommandFailure(sentence) }
      // Nobody asked for this one, so its state is no reason not to count.
      Terminal.standardError.write("sporlos: \(sentence); counting without countries\n")
      return nil
    }
  }
}

/// What `--ip` takes.
private enum AddressWay: String, ExpressibleByArgument {
  case truncate, drop
}
