internal import Traffic

/// The referrer that Android's applications send: `android-app://` and the name of a package
/// (Android developers' reference, `Intent.URI_ANDROID_APP_SCHEME`).
enum AndroidPackage {
  /// The application, as far as its package may be kept.
  ///
  /// A package names a published program: two segments or more, each a letter with letters, digits
  /// and underscores behind (Android Studio's user guide, "Configure the app module"). Names that
  /// hold what could be a person's count as ``ReferrerHost/app``.
  static func referrer(of package: ArraySlice<UInt8>) -> ReferrerHost {
    let segments = package.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let text = String(decoding: package, as: UTF8.self).lowercased()
    guard segments.count >= 2, segments.allSatisfy(isHarmless),
      ReferrerHost.androidScheme.utf8.count + package.count <= ReferrerHost.longest
    else { return .app }
    return ReferrerHost(redacted: ReferrerHost.androidScheme + text)
  }

  private static func isHarmless(_ segment: ArraySlice<UInt8>) -> Bool {
    guard let first = segment.first, ASCII.isLetter(first) else { return false }
    return segment.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
      && segment.count(where: ASCII.isDigit) < 4
      && SegmentRedaction.redacted(segment).elementsEqual(segment)
  }
}
