import Traffic

extension Sample {
  /// Compares an answer with the collection's, one tally a question.
  func judge(_ client: Client, _ tallies: inout [Tally]) {
    switch source {
    case .deviceDetector: judgeDeviceDetector(client, &tallies)
    case .uap: judgeUap(client, &tallies)
    }
  }

  private func judgeDeviceDetector(_ client: Client, _ tallies: inout [Tally]) {
    guard let device, let browser, let system else { return }
    let ours = client.device.name
    // Nothing is asked where they say that they don't know.
    if device != "unknown" { tallies[0].add(device == ours, device, ours, text) }
    if device == "bot" { tallies[1].add(client.traffic.isBot, "bot", client.traffic.name, text) }
    if device == "tv" { tallies[2].add(ours == "tv", "tv", ours, text) }
    if device == "bot" { return }
    if system != "-" {
      let systems = Families.deviceDetectorSystems[client.system] ?? ["Unknown"]
      tallies[3].add(systems.contains(system), system, client.system.name, text)
    }
    if browser.hasPrefix("app:") || browser == "-" { return }
    let families = Families.deviceDetectorBrowsers[client.browser] ?? ["Unknown"]
    tallies[4].add(families.contains(browser), browser, client.browser.name, text)
    tallies[6].add(!client.traffic.isBot, "browser", client.bot.name, text)
  }

  private func judgeUap(_ client: Client, _ tallies: inout [Tally]) {
    if let system {
      let accepted = Families.uapSystems[system] ?? [.other]
      tallies[3].add(accepted.contains(client.system), system, client.system.name, text)
    }
    guard let browser else { return }
    // `Other` is what uap-core says where it has no rule. A browser that the header names, as we say, is
    // no miss.
    if browser == "Other", text.lowercased().contains(client.browser.name.lowercased()) {
      tallies[4].add(true, browser, client.browser.name, text)
      return
    }
    guard let accepted = Families.uapBrowsers[browser] else {
      // A bot, a tool, an application or a browser that we count among the others.
      let isNone = client.traffic.isBot || Families.isNoBrowser(client.browser)
      tallies[4].add(isNone, browser, client.browser.name, text)
      return
    }
    let isRight = accepted.contains(client.browser)
    tallies[4].add(isRight, browser, client.browser.name, text)
    if isRight, let major, major < 1_000 {
      tallies[5].add(
        Int(client.browserMajor) == major, "\(browser) \(major)", "\(client.browserMajor)", text)
    }
    tallies[6].add(!client.traffic.isBot, browser, client.bot.name, text)
  }
}
