extension LighttpdReader {
  /// What is written, once all is read.
  func resolved() -> SaidLogs {
    var said = SaidLogs()
    for block in blocks {
      let own = [block.file?.place, block.format?.place, block.syslog.map(\.place)]
      guard let place = own.compactMap({ $0 }).first else { continue }
      let format = inherited(block, \.format)
      let sites = sites(of: block)
      let text = ConfiguredFormat(.lighttpd, format?.text ?? Self.format)
      var log = ConfiguredLog(
        path: "syslog", destination: .syslog, format: text,
        formatName: format == nil ? "default" : nil, sites: sites, file: place.file,
        line: place.line)
      if inherited(block, \.syslog)?.isOn != true {
        guard let file = inherited(block, \.file), !file.text.isEmpty else { continue }
        (log.path, log.destination) = destination(file.text)
      }
      said.add(log, sources)
    }
    return said
  }

  /// What the block says, or else the next one around it that does.
  private func inherited<Value>(_ block: Block, _ said: (Block) -> Value?) -> Value? {
    var block = block
    // A block stands behind the one around it, so that this ends.
    while true {
      if let value = said(block) { return value }
      guard let parent = block.parent else { return nil }
      block = blocks[parent]
    }
  }

  private func sites(of block: Block) -> [String] { inherited(block, \.hosts) ?? [] }

  private func destination(_ written: String) -> (String, ConfiguredLog.Destination) {
    if written.hasPrefix("|") {
      let command = written.dropFirst().drop { $0 == " " }
      guard let glob = RotatingPipe.files(command) else { return (String(command), .pipe) }
      return (glob, .datedFiles)
    }
    let path = ConfigurationPath.join(ConfigurationPath.folder(main), written)
    return (path, ConfigurationPath.isStandardStream(path) ? .standardOutput : .file)
  }
}
