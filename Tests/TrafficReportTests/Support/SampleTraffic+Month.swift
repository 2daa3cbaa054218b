import Traffic

extension SampleTraffic {
  /// Two sites over twelve days: enough to look at every report.
  static var month: SampleTraffic {
    var traffic = SampleTraffic()
    let begin = Day("2026-09-28")!.firstHour.rawValue + 7
    let paths = [
      "/", "/products/", "/products/long-handled-garden-tools/spades-and-shovels/left-handed/:id",
      "/about", "/blog/2026/09/what-we-learned", "/kontakt/blåbærsyltetøy", "/search",
    ]
    for step in 0..<275 {
      let hour = Hour(rawValue: begin + Int32(step))
      let busy = Int64(20 + 40 * ((hour.ofDay + 18) % 24) / 8 + Int(hour.day.rawValue) % 7 * 9)
      for (index, path) in paths.enumerated() {
        let share = busy / Int64(1 + index * index)
        guard share > 0 else { continue }
        let mobile = (step + index) % 3 == 0
        traffic.add(
          Hits(
            site: index == 2 ? "shop.example.org" : "example.org", path: path, hour: hour,
            device: mobile ? .mobile : step % 11 == 0 ? .tablet : .desktop,
            browser: [.chrome, .safari, .firefox, .edge, .chrome][(step + index) % 5],
            system: mobile ? .android : step % 2 == 0 ? .windows : .macOS,
            status: index == 6 ? 304 : 200, count: share, bytes: 9137))
      }
      traffic.add(
        Hits(path: "/style.css", hour: hour, kind: .asset, count: busy * 2, bytes: 31_402))
      traffic.add(
        Hits(
          path: "/", hour: hour, device: .bot, browser: .other, system: .other, kind: .bot,
          count: busy / 3, bytes: 8000))
      if step % 4 == 0 {
        traffic.add(
          Hits(path: "/wp-login.php", hour: hour, status: 404, kind: .error, count: 3, bytes: 162))
      }
      if step % 50 == 0 {
        traffic.add(Hits(path: "/search", hour: hour, status: 500, kind: .error, bytes: 0))
      }
    }
    return traffic
  }
}
