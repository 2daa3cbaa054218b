// Proxies, and IIS.

extension LoggedRequest {
  func appendHAProxy(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append(client, ":51234 [")
    log.append(contentsOf: clock.text.prefix(20))
    log.append(".500] web~ app/app1 0/0/1/")
    log.append(decimal: milliseconds)
    log.append("/")
    log.append(decimal: milliseconds + 1)
    log.append(" ")
    log.append(decimal: status)
    log.append(" ")
    log.append(decimal: bytes ?? 0)
    log.append(" - - ---- 12/12/1/1/0 0/0 \"")
    appendRequest(to: &log)
    log.append("\"")
  }

  func appendEnvoy(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append("[")
    log.append(clock.iso, ".500Z] \"")
    appendRequest(to: &log)
    log.append("\" ")
    log.append(decimal: status)
    log.append(" - 0 ")
    log.append(decimal: bytes ?? 0)
    log.append(" ")
    log.append(decimal: milliseconds)
    log.append(" ")
    log.append(decimal: milliseconds)
    log.append(" \"")
    log.append(client, "\" \"")
    log.append(userAgent, "\" \"7c7f2a4e-3f6b-9d1c-8a55-0123456789ab\" \"")
    log.append(site, "\" \"10.0.0.7:8080\"")
  }

  func appendW3C(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append(contentsOf: clock.iso.prefix(10))
    log.append(" ")
    log.append(contentsOf: clock.iso.dropFirst(11))
    log.append(" 192.0.2.80 ")
    log.append(method)
    log.append(" ")
    let question = target.firstIndex(of: UInt8(ascii: "?"))
    log.append(contentsOf: target[..<(question ?? target.count)])
    log.append(" ")
    if let question { log.append(contentsOf: target[(question + 1)...]) } else { log.append("-") }
    log.append(" 443 - ")
    log.append(client, " ")
    log.append(version)
    log.append(" ")
    log.append(contentsOf: userAgent.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "+") : $0 })
    log.append(" ")
    log.append(referrer, " ")
    log.append(site, " ")
    log.append(decimal: status)
    log.append(" 0 0 ")
    log.append(decimal: bytes ?? 0)
    log.append(" ")
    log.append(decimal: milliseconds)
  }
}
