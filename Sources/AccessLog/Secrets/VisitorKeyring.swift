internal import Synchronization
public import Traffic

/// The secret of one day, under which its visitors are told apart, and what is derived from it.
///
/// Sites and pages have keys of their own, and each site and page mixes its tag in, so that no two
/// sketches of visitors can be joined.
public final class VisitorKey: Sendable {
  /// Tells this key from any other of the same day; says nothing about the key.
  public let identifier: UInt64
  private let derived: SecretBytes

  /// Bytes of the secret.
  public static let length = 32

  /// Derives the keys of a day from its secret.
  public init(_ secret: SecretBytes) {
    derived = SecretBytes(from: secret, for: "visitors", count: 48)
    identifier = SecretBytes(from: secret, for: "identifier", count: 16).word(0)
  }

  /// Three keys of two words: of a visitor, whose network and user agent become one number under it;
  /// of sites' counts; and of pages' counts. Alive as long as `self`.
  var words: UnsafePointer<UInt64> { unsafe derived.words }
}

/// The keys of the days that are open, shared by all workers.
public final class VisitorKeyring: Sendable {
  private let keys = Mutex<[Day: VisitorKey?]>([:])
  private let secret: @Sendable (Day) -> SecretBytes?

  /// - Parameter secret: Gives the secret of a day, the same in every run until the day is sealed;
  ///   none where its visitors cannot be counted.
  public init(secret: @escaping @Sendable (Day) -> SecretBytes?) { self.secret = secret }

  /// The key of a day; `nil` where its visitors cannot be counted.
  public func key(of day: Day) -> VisitorKey? {
    keys.withLock { keys in
      if let known = keys[day] { return known }
      let key = secret(day).map(VisitorKey.init)
      keys[day] = .some(key)
      return key
    }
  }

  /// Asks again for the keys that could not be had: a day that was to come may have come.
  public func forgetMissing() {
    keys.withLock { keys in keys = keys.filter { $0.value != nil } }
  }

  /// Lets go of the key of a day that was sealed.
  public func forget(_ day: Day) {
    keys.withLock { _ = $0.removeValue(forKey: day) }
  }
}
