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
    // Nothing is asked where they say that they don't know. Of some headers they tell computers from the
    // rest only, or people from programs.
    switch device {
    case "unknown", "person": break
    case "handheld":
      tallies[0].add(ours == "mobile" || ours == "tablet", device, ours, text, weight: weight)
    default: tallies[0].add(device == ours, device, ours, text, weight: weight)
    }
    if device == "bot" {
      tallies[1].add(client.traffic.isBot, "bot", client.traffic.name, text)
      judgeClass(client, &tallies)
      return
    }
    if device == "tv" { tallies[2].add(ours == "tv", "tv", ours, text) }
    if device == "tablet" { tallies[7].add(ours == "tablet", "tablet", ours, text) }
    if device == "other" { tallies[8].add(ours == "other", "other", ours, text) }
    if device == "person" || traffic == "person" {
      tallies[6].add(!client.traffic.isBot, "person", client.bot.name, text, weight: weight)
    }
    if system != "-" {
      let systems = Families.deviceDetectorSystems[client.system] ?? ["Unknown"]
      tallies[3].add(systems.contains(system), system, client.system.name, text)
    }
    if browser.hasPrefix("app:") || browser == "-" { return }
    let families = Families.deviceDetectorBrowsers[client.browser] ?? ["Unknown"]
    tallies[4].add(families.contains(browser), browser, client.browser.name, text)
    if traffic != "person" {
      tallies[6].add(!client.traffic.isBot, "browser", client.bot.name, text, weight: weight)
    }
  }

  /// The class, where the collection publishes one: right, or another; neither where ours says no more than
  /// that it is a program.
  private func judgeClass(_ client: Client, _ tallies: inout [Tally]) {
    guard let traffic else { return }
    let ours = client.traffic.name
    // `AI` stands for any of the three classes where a list makes no difference between them.
    let isRight = traffic == ours || traffic == "AI" && ours.hasPrefix("AI")
    let isGeneric = client.traffic == .otherBot || client.bot == .other && client.traffic == .tool
    tallies[9].add(isRight, traffic, ours, text)
    tallies[10].add(isRight || isGeneric || !client.traffic.isBot, traffic, ours, text)
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
