internal import CScan
internal import Hits
public import Traffic

/// A visitor of one day, as two numbers: for the site's count and for the page's.
///
/// Made from the network and the user agent under keys that live as long as the day is open. The
/// number for one page tells nothing about that for another, nor for the site, without the key.
struct VisitorToken: BitwiseCopyable {
  /// Never 0.
  var ofSite: UInt32
  /// Never 0.
  var ofPage: UInt32
  var traits: VisitorTraits

  /// Makes the tokens of one day.
  ///
  /// It reads the keys where they are locked in memory, and keeps no copy. Whoever has one keeps the
  /// key alive beside it: a reference in here would be counted up and down with each line.
  @safe
  struct Maker: BitwiseCopyable {
    private let words: UnsafePointer<UInt64>

    init(_ key: VisitorKey) { unsafe words = key.words }

    /// The token of a visitor who asks for a page of a site.
    ///
    /// - Parameters:
    ///   - agent: The keyed hash of the user agent.
    ///   - client: The number of the kind of client.
    @inline(__always)
    func token(
      network: ClientNetwork, agent: UInt64, client: UInt16, site siteTag: UInt64,
      page pageTag: UInt64
    ) -> VisitorToken {
      // SAFETY: six words, alive as long as the key.
      let visitor = unsafe SipHash.hash(network.packed, agent, key: (words[0], words[1]))
      return unsafe VisitorToken(
        ofSite: Maker.part(visitor, siteTag, key: (words[2], words[3])),
        ofPage: Maker.part(visitor, pageTag, key: (words[4], words[5])),
        traits: VisitorTraits(
          network: scan_fold(network.packed ^ words[0], words[1] | 1),
          isVersion6: network.family == .version6, client: client))
    }

    @inline(__always)
    private static func part(_ visitor: UInt64, _ tag: UInt64, key: (UInt64, UInt64)) -> UInt32 {
      let mixed = scan_fold(visitor ^ key.0, tag ^ key.1)
      return max(1, UInt32(truncatingIfNeeded: scan_fold(mixed ^ key.1, key.0 | 1) >> 32))
    }
  }
}

extension VisitorKey {
  /// A mark that tells people apart as it is kept of a site or a page; its lowest bit stays.
  public func mark(_ mark: UInt16, of tag: PageTag) -> UInt16 {
    // SAFETY: six words, alive as long as the key.
    let hash = unsafe SipHash.hash(UInt64(mark), tag.rawValue, key: (words[2], words[5]))
    return max(2, UInt16(truncatingIfNeeded: hash) & ~1) | mark & 1
  }
}

/// SipHash-1-3 of two words (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012; with
/// the rounds that Rust and Swift use for their tables).
enum SipHash {
  @inline(__always)
  static func hash(_ first: UInt64, _ second: UInt64, key: (UInt64, UInt64)) -> UInt64 {
    var v0 = key.0 ^ 0x736f_6d65_7073_6575
    var v1 = key.1 ^ 0x646f_7261_6e64_6f6d
    var v2 = key.0 ^ 0x6c79_6765_6e65_7261
    var v3 = key.1 ^ 0x7465_6462_7974_6573

    @inline(__always)
    func round() {
      v0 &+= v1
      v1 = v1 &<< 13 | v1 &>> 51
      v1 ^= v0
      v0 = v0 &<< 32 | v0 &>> 32
      v2 &+= v3
      v3 = v3 &<< 16 | v3 &>> 48
      v3 ^= v2
      v0 &+= v3
      v3 = v3 &<< 21 | v3 &>> 43
      v3 ^= v0
      v2 &+= v1
      v1 = v1 &<< 17 | v1 &>> 47
      v1 ^= v2
      v2 = v2 &<< 32 | v2 &>> 32
    }
    // Sixteen bytes: two blocks, and a last one with nothing but the length.
    v3 ^= first
    round()
    v0 ^= first
    v3 ^= second
    round()
    v0 ^= second
    v3 ^= 16 << 56
    round()
    v0 ^= 16 << 56
    v2 ^= 0xff
    round()
    round()
    round()
    return v0 ^ v1 ^ v2 ^ v3
  }
}
