/// Which host belongs to which group.
///
/// `name.example` is that host only, `.name.example` the host and all below it, and a final `.*`
/// any country's ending: `.com`, `.no`, `.co.uk`, `.com.br`. Hosts have no `www.`, since
/// ``ReferrerHost`` has none.
///
/// Facts from Matomo's searchengine-and-social-list (SearchEngines.yml, Socials.yml,
/// AIAssistants.yml) and snowplow's referer-parser (resources/referers.yml, "email"), read 2026-11,
/// as far as the services still exist. Newer services that those lists lack were added by hand. To
/// refresh: read what the lists have gained, and a log's most frequent hosts of "other site".
enum ReferrerTable {
  /// Names as they stand in the tables, those of whole domains both with and without their dot.
  static let known: [String: ReferrerGroup] = {
    var known: [String: ReferrerGroup] = [:]
    for (names, group) in [
      (searchEngines, ReferrerGroup.searchEngine), (socialNetworks, .socialNetwork),
      (mail, .mail), (aiAssistants, .aiAssistant),
    ] {
      for name in names {
        known[name] = group
        if name.hasPrefix(".") { known[String(name.dropFirst())] = group }
      }
    }
    return known
  }()

  private static let searchEngines = [
    // Google's hosts of search; what else is below google.com is listed under another group, or is a
    // site of its own: sites, docs, groups.
    "google.*", "google.cat", "images.google.*", "news.google.*", "scholar.google.*",
    "cse.google.*", "video.google.*", "shopping.google.*", "books.google.*", "lens.google.*",
    "maps.google.*", "blogsearch.google.*", "encrypted.google.com", "ipv6.google.com",
    ".googlesyndicatedsearch.com", "webcache.googleusercontent.com",
    // The others that serve the whole world.
    ".bing.com", "cc.bingj.com", "search.msn.com", ".duckduckgo.com", ".ecosia.org",
    "search.brave.com", ".startpage.com", ".ixquick.com", ".qwant.com", ".swisscows.com",
    ".mojeek.com", ".kagi.com", ".metager.de", ".metager.org", "search.marginalia.nu",
    ".gibiru.com", "search.lilo.org", ".presearch.com", ".freespoke.com", ".searx.be",
    "search.disconnect.me", "results.searchlock.com",
    // Yahoo, AOL and other portals, browsers and virus scanners with a search of their own.
    "search.yahoo.*", ".search.yahoo.com", ".search.yahoo.co.jp", ".ask.com", ".search.aol.com",
    "search.aol.co.uk", "suche.aol.de", "recherche.aol.fr", ".lycos.com", ".excite.com",
    ".dogpile.com", ".webcrawler.com", ".metacrawler.com", ".infospace.com", ".gigablast.com",
    ".exalead.com", ".entireweb.com", ".zapmeta.com", ".search.com", ".yippy.com",
    "search.avira.com", "search.avast.com", "search.f-secure.com", "search.comcast.net",
    "search.earthlink.net", "search.bt.com",
    // Norway, Sweden, Denmark.
    ".kvasir.no", ".sesam.no", ".startsiden.no", ".abcsok.no", ".online.no", ".gulesider.no",
    ".1881.no", ".eniro.no", ".eniro.se", ".findhurtig.dk",
    // The rest of Europe.
    "suche.web.de", "suche.gmx.net", "search.gmx.com", "suche.t-online.de", "suche.freenet.de",
    "suche.1und1.de", ".fireball.de", "lemoteur.orange.fr", "search.free.fr",
    "ricerca.virgilio.it", "arianna.libero.it", "pesquisa.sapo.pt", ".search.ch",
    "search.bluewin.ch", "search.seznam.cz", "search.centrum.cz", "szukaj.onet.pl", "szukaj.wp.pl",
    ".najdi.si", ".neti.ee", ".zoznam.sk", ".meta.ua",
    // Russia, Asia, South America.
    "yandex.*", "m.yandex.*", "images.yandex.*", "clck.yandex.*", "yabs.yandex.*", "ya.ru",
    "go.mail.ru", "nova.rambler.ru", ".sputnik.ru", "baidu.com", "m.baidu.com", "www1.baidu.com",
    "image.baidu.com", ".sogou.com", ".so.com", "so.360.cn", ".haosou.com", ".soso.com", ".sm.cn",
    "so.toutiao.com", "naver.com", "m.naver.com", ".search.naver.com", "search.daum.net",
    "search.nate.com", "search.zum.com", ".coccoc.com", "search.goo.ne.jp", "search.nifty.com",
    "websearch.rakuten.co.jp", "busca.uol.com.br",
  ]

  private static let socialNetworks = [
    // Networks, forums, places to share.
    ".facebook.com", ".fb.me", ".fb.com", ".messenger.com", ".instagram.com", ".threads.net",
    ".threads.com", "t.co", ".x.com", ".twitter.com", ".linkedin.com", "lnkd.in", ".reddit.com",
    "redd.it", ".youtube.com", "youtu.be", "youtube-nocookie.com", ".pinterest.com", "pinterest.*",
    "pin.it", ".tiktok.com", ".snapchat.com", ".tumblr.com", "t.umblr.com", ".flickr.com",
    ".vimeo.com", ".dailymotion.com", ".twitch.tv", ".quora.com", ".disqus.com", "disq.us",
    ".nextdoor.com", ".meetup.com", "news.ycombinator.com", "lobste.rs", ".slashdot.org",
    ".digg.com", ".producthunt.com", ".stackoverflow.com", ".stackexchange.com", ".xing.com",
    ".viadeo.com", ".dribbble.com", ".deviantart.com", ".goodreads.com", ".foursquare.com",
    ".myspace.com", ".livejournal.com", ".last.fm", ".truthsocial.com", ".habbo.com",
    ".myheritage.com",
    // Messengers.
    ".whatsapp.com", "wa.me", ".telegram.org", "t.me", "telegram.me", ".signal.org",
    "signal.group", ".viber.com", ".line.me", ".skype.com", ".slack.com", ".discord.com",
    ".discordapp.com", "discord.gg", "teams.microsoft.com", "teams.live.com",
    "statics.teams.cdn.office.net", "chat.google.com", ".element.io",
    // Russia, China, Japan, Korea.
    ".vk.com", ".vk.ru", ".vkontakte.ru", ".ok.ru", ".odnoklassniki.ru", "my.mail.ru", ".habr.com",
    ".pikabu.ru", ".weibo.com", ".weibo.cn", "t.cn", ".zhihu.com", ".douban.com", ".douyin.com",
    ".xiaohongshu.com", ".bilibili.com", ".renren.com", ".v2ex.com", "tieba.baidu.com",
    "zhidao.baidu.com", "qzone.qq.com", ".weixin.qq.com", ".wechat.com", ".mixi.jp",
    ".hatena.ne.jp", ".pixiv.net", "cafe.naver.com", "blog.naver.com", "m.blog.naver.com",
    // Bluesky, and servers of Mastodon, Lemmy and others whose first label does not tell.
    ".bsky.app", ".bsky.social", ".mas.to", ".fosstodon.org", ".hachyderm.io", ".infosec.exchange",
    ".chaos.social", ".techhub.social", ".snabelen.no", ".oslo.town", ".troet.cafe",
    "social.vivaldi.net", ".mathstodon.xyz", ".ruby.social", ".indieweb.social", ".norden.social",
    ".pawoo.net", ".feddit.org", ".kbin.social",
  ]

  private static let mail = [
    "mail.google.com", "inbox.google.com", ".gmail.com", ".mail.live.com", "outlook.live.com",
    "outlook.office.com", "outlook.office365.com", "outlook.cloud.microsoft",
    ".safelinks.protection.outlook.com", "mail.yahoo.*", ".mail.yahoo.com", "mail.yahoo.net",
    "mail.yandex.*", "e.mail.ru", "touch.mail.ru", "mail.aol.com", ".mail.com",
    "navigator.gmx.net", "navigator.web.de", "deref-mail.com", "deref-gmx.net", "deref-web.de",
    "mail.proton.me", "account.proton.me", ".tuta.com", ".tutanota.com", ".fastmail.com",
    ".fastmail.fm", ".runbox.com", ".mailbox.org", ".posteo.de", "mail.zoho.com", "mail.zoho.eu",
    "app.hey.com", "mail.163.com", "mail.126.com", "mail.qq.com", "wx.mail.qq.com",
    "exmail.qq.com", "email.seznam.cz", "mail.naver.com", "mail.daum.net", "mail.rambler.ru",
    "email.t-online.de", "mail.orange.fr", "mail.ukr.net", "mail.libero.it", "email.telstra.com",
    "post.ru",
  ]

  private static let aiAssistants = [
    ".chatgpt.com", "chat.openai.com", "labs.openai.com", ".claude.ai", ".perplexity.ai",
    "gemini.google.com", "bard.google.com", "notebooklm.google.com", "aistudio.google.com",
    "copilot.microsoft.com", "m365.cloud.microsoft", "edgeservices.bing.com", ".you.com",
    "chat.deepseek.com", ".grok.com", ".meta.ai", "chat.mistral.ai", ".poe.com", ".phind.com",
    "pi.ai", ".character.ai", "duck.ai", ".kimi.com", "kimi.moonshot.cn", "chat.qwen.ai",
    ".doubao.com", "yiyan.baidu.com", "ai.baidu.com", "chatglm.cn", "chat.z.ai", "iask.ai",
    ".genspark.ai", "lumo.proton.me", "giga.chat", "alice.yandex.ru", "app.jasper.ai",
    "chatplus.com", "chat-gpt.org",
  ]

  /// First labels that say enough on any domain of somebody's own.
  static let firstLabels: [String: ReferrerGroup] = [
    "webmail": .mail, "mail": .mail, "email": .mail, "epost": .mail, "roundcube": .mail,
    "horde": .mail, "zimbra": .mail, "owa": .mail, "squirrelmail": .mail, "rainloop": .mail,
    "snappymail": .mail,
    "mastodon": .socialNetwork, "mstdn": .socialNetwork, "lemmy": .socialNetwork,
    "pixelfed": .socialNetwork, "misskey": .socialNetwork, "friendica": .socialNetwork,
    "pleroma": .socialNetwork, "akkoma": .socialNetwork, "peertube": .socialNetwork,
    "searx": .searchEngine, "searxng": .searchEngine,
  ]

  /// First labels that say enough even of a domain without subdomains: `mastodon.example`.
  static let softwareOnAnyDomain: Set<String> = [
    "mastodon", "mstdn", "lemmy", "pixelfed", "misskey", "friendica", "peertube", "searx",
  ]

  /// Android applications by their package (Google Play's addresses), in lower case.
  static let packages: [String: ReferrerGroup] = [
    "com.google.android.googlequicksearchbox": .searchEngine,
    "com.google.android.apps.searchlite": .searchEngine, "com.microsoft.bing": .searchEngine,
    "com.duckduckgo.mobile.android": .searchEngine, "com.ecosia.android": .searchEngine,
    "com.qwant.liberty": .searchEngine, "com.yandex.searchapp": .searchEngine,
    "ru.yandex.searchplugin": .searchEngine, "com.baidu.searchbox": .searchEngine,
    "com.nhn.android.search": .searchEngine,
    "com.google.android.gm": .mail, "com.google.android.gm.lite": .mail,
    "com.microsoft.office.outlook": .mail, "com.yahoo.mobile.client.android.mail": .mail,
    "com.samsung.android.email.provider": .mail, "ch.protonmail.android": .mail,
    "com.fsck.k9": .mail, "net.thunderbird.android": .mail, "eu.faircode.email": .mail,
    "de.gmx.mobile.android.mail": .mail, "de.web.mobile.android.mail": .mail,
    "ru.mail.mailapp": .mail, "ru.yandex.mail": .mail, "com.fastmail.app": .mail,
    "de.tutao.tutanota": .mail,
    "com.facebook.katana": .socialNetwork, "com.facebook.lite": .socialNetwork,
    "com.facebook.orca": .socialNetwork, "com.instagram.android": .socialNetwork,
    "com.instagram.barcelona": .socialNetwork, "com.twitter.android": .socialNetwork,
    "com.linkedin.android": .socialNetwork, "com.reddit.frontpage": .socialNetwork,
    "com.pinterest": .socialNetwork, "com.zhiliaoapp.musically": .socialNetwork,
    "com.ss.android.ugc.trill": .socialNetwork, "com.snapchat.android": .socialNetwork,
    "com.google.android.youtube": .socialNetwork, "com.whatsapp": .socialNetwork,
    "com.whatsapp.w4b": .socialNetwork, "org.telegram.messenger": .socialNetwork,
    "org.thunderdog.challegram": .socialNetwork, "org.thoughtcrime.securesms": .socialNetwork,
    "com.discord": .socialNetwork, "com.slack": .socialNetwork,
    "com.microsoft.teams": .socialNetwork, "com.vkontakte.android": .socialNetwork,
    "com.tumblr": .socialNetwork, "com.quora.android": .socialNetwork,
    "xyz.blueskyweb.app": .socialNetwork, "org.joinmastodon.android": .socialNetwork,
    "jp.naver.line.android": .socialNetwork, "com.tencent.mm": .socialNetwork,
    "com.viber.voip": .socialNetwork, "com.sina.weibo": .socialNetwork,
    "com.openai.chatgpt": .aiAssistant, "com.anthropic.claude": .aiAssistant,
    "ai.perplexity.app.android": .aiAssistant, "com.google.android.apps.bard": .aiAssistant,
    "com.microsoft.copilot": .aiAssistant, "com.deepseek.chat": .aiAssistant,
    "ai.mistral.chat": .aiAssistant, "ai.x.grok": .aiAssistant, "com.poe.android": .aiAssistant,
  ]
}
