internal import AccessLog
internal import Traffic

extension CountryDatabaseError {
  /// What is wrong with the database of countries, and what to do about it.
  var sentence: String {
    let file = QuotedText.quoted(path)
    switch code {
    case .missing where path.isEmpty:
      return "there is no country database in \(CountryFile.folders.joined(separator: ", ")): "
        + "install one there, such as GeoLite2-Country.mmdb, or name one with --geo"
    case .missing:
      return "there is no country database \(file): check the path given with --geo"
    case .cannotRead:
      return "cannot read the country database \(file)"
        + systemTrouble(errno, advice: "check the permissions of the file and its folder")
    case .notDatabase:
      return "\(file) is not a country database in MMDB format, or is truncated: "
        + "download it again, or name another one with --geo"
    case .corrupt:
      return "the country database \(file) is damaged: download it again"
    case .noCountries:
      let type = type.isEmpty ? "" : " (it is of type \(QuotedText.quoted(type)))"
      return "\(file) has no countries\(type): "
        + "name a database of countries or cities with --geo"
    }
  }
}
