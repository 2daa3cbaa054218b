/// One client: its address as a server writes it, and what stays the same from request to request.
struct Client: Sendable {
  var address: [UInt8]
  var userAgent: Int
  var site: Int
  var isHTTP2: Bool
}

extension Client {
  /// `count` clients with different addresses, one in six with IPv6.
  ///
  /// The addresses are nobody's. The documentation networks for IPv4 hold only 768 addresses and
  /// the benchmark network 198.18.0.0/15 only 131,072, so IPv4 comes from 240.0.0.0/4, which is
  /// reserved (RFC 1112, section 4), spread over about a /24 network for every three addresses.
  /// IPv6 comes from 2001:db8::/32 (RFC 3849), about a /48 network for every two.
  static func population(
    _ count: Int, userAgents: [UserAgent], sites: Int, random: inout SeededRandom
  ) -> [Client] {
    let choice = WeightedChoice(weights: userAgents.map(\.weight))
    let stride = count / userAgents.count
    return (0..<count).map { index in
      // Every user agent has one client at least.
      let isDealt = index % stride == 0 && index / stride < userAgents.count
      let agent = isDealt ? index / stride : choice.draw(&random)
      let address = index % 6 == 5 ? addressV6(index, &random) : addressV4(index)
      return Client(
        address: Array(address.utf8), userAgent: agent,
        site: random.perMille(850) ? 0 : random.below(sites),
        isHTTP2: !userAgents[agent].isBot && random.perMille(800))
    }
  }

  /// Different for each index: the networks go round, and the last number counts the rounds.
  private static func addressV4(_ index: Int) -> String {
    let networks = 65_536
    let network = index % networks &* 40_503 % networks
    let spread = 240 + (network & 15)
    return "\(spread).\(network >> 8).\((network & 255) ^ 165).\(index / networks * 37 + 11)"
  }

  /// Different for each index: its third group and the last one are made from it.
  private static func addressV6(_ index: Int, _ random: inout SeededRandom) -> String {
    let groups =
      [index / 12 &* 40_503 & 0xFFFF, 1 + random.below(255)]
      + (0..<3).map { _ in 1 + random.below(0xFFFF) } + [1 + index % 0xFFFF]
    let text = groups.map { String($0, radix: 16) }.joined(separator: ":")
    return "2001:db8:\(text)"
  }
}
