import LogFormats
import Testing

@Suite struct UserNameTests {
  @Test("A user's name with blanks ends at the time, also where another value has to be searched")
  func searched() throws {
    for (format, needsSearch) in [
      ("$remote_addr - $remote_user [$time_local] \"$request\" $status", false),
      (
        "$remote_addr - $remote_user [$time_local] \"$request\" $status $http_user_agent \"$http_referer\"",
        true
      ),
    ] {
      let plan = try FormatPlan(try NginxFormat.definition(of: format))
      #expect(plan.needsSearch == needsSearch)
      guard case .steps(let steps) = plan.shape else { throw FormatProblem(.noFields) }
      let user = try #require(steps.first { $0.field == 1 })
      #expect(user.extent == (needsSearch ? .text : .beforeTime))
    }
  }
}
