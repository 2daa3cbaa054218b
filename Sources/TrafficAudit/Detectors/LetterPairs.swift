/// How much letters are like those of words, by the pairs that languages with Latin letters have most of.
enum LetterPairs {
  /// Pairs that are common in English, German, French, Spanish, Italian, Dutch, Polish or the languages of
  /// the North, chosen by hand from tables of letter frequencies; add one that ordinary words are missing.
  private static let common: [Bool] = {
    let pairs = """
      th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi \
      ri ro ic ne ea ra ce li ch ll be ma si om ur la el ta so ge us il ac un ie em di na et ad ns ai no pe ir \
      ut po ec ss rs ee wi tr mo ly wh ot ho fo id op ow ul ke bo sa lo fi ca sh vi da ol ev tu oo av ay pr ni \
      ei ck am su sp pl do va mi bl ab gr lt ig gh ld br sk kj sj og og eg ik ok uk up um ru lu nk oe au eu \
      za ze zi ki ka ko ku ks rk rt rd rm rn ry ny my ty by ow wo wa we ja je jo ju fe fa fr fl ff tt pp nn mm \
      rr dd gg bb cc cl cr cu ci du dr gu gi go ga gl gn ob od oc os oi op ap ip ep im iv iz az oz ez sz cz rz \
      ft kt pt ct lk ls lm lv rv rg rb rl ts ds ms ps bs ws ue ua ui uo ib if ag ug af uf eb ub ud uc ye yo ya \
      ys yr yl ym yn ph ex ax ox ix xt xi kn kl kr kv sv tv sw tw qu hu hj hv vo vu vå ås wn nl ln lf lb nf \
      ije mp mb nv nc nz aw ew ov ej aj oj hr hl tl dl dg dt gt vn pn ght zo zu pu bu bi fu mu nu ju
      """
    var isCommon = [Bool](repeating: false, count: 1 << 16)
    for word in pairs.split(separator: " ") {
      let bytes = Array(word.utf8)
      for (left, right) in zip(bytes, bytes.dropFirst()) {
        isCommon[Int(left) << 8 | Int(right)] = true
      }
    }
    return isCommon
  }()

  /// The share of pairs of letters that are no pairs of words, in parts of 100.
  ///
  /// - Complexity: O(*n*).
  static func strangeness(of letters: some Collection<UInt8>) -> Int {
    var (pairs, strange) = (0, 0)
    var last: UInt8?
    for letter in letters.lazy.map(TextByte.lower) {
      if let last, last < 0x80, letter < 0x80 {
        pairs += 1
        if !common[Int(last) << 8 | Int(letter)] { strange += 1 }
      }
      last = letter
    }
    return pairs == 0 ? 0 : strange * 100 / pairs
  }
}
