// Made by Sources/Tables/refresh from Sources/Tables/browsers.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.
internal import Traffic

extension Lexicon {
  static let browserRows: [(browser: Browser, rank: UInt8, words: String)] = [
    (.chrome, 30, "*chrome, crios, *chromium, chr0me, chromiun, crmo"),
    (.safari, 20, "*#safari"),
    (
      .firefox, 30,
      """
      *#firefox, fxios, fennec, firefox focus, focus, klar, bonecho, granparadiso, minefield,
      namoroka, shiretoko, bon echo, phoenix, firebird, iceweasel, ice weasel, servo,
      mozilla firebird
      """
    ),
    (.edge, 50, "edg, edge, edga, edgios, edgw"),
    (
      .opera, 50,
      """
      *opera, opr, *opera mobi, *opera tablet, opx, opt, oprgx, opera neon, opera touch,
      *opera coast, coast, omi, opera gx
      """
    ),
    (.samsungInternet, 50, "samsungbrowser, samsung browser, samsung internet, sbrowser"),
    (.internetExplorer, 35, "*#msie, *iemobile, *trident, *internet explorer, mspie"),
    (.androidBrowser, 12, "dalvik, android browser, aosp browser"),
    (.operaMini, 55, "*opera mini, oupeng, opios"),
    (.brave, 64, "brave, *brave chrome"),
    (.vivaldi, 50, "vivaldi"),
    (.duckDuckGo, 50, "*duckduckgo, ddg"),
    (
      .yandexBrowser, 50,
      """
      yabrowser, yasearchbrowser, yaapp android, yaapp ios, yandexsearch, yandexsearchbrowser, yptp,
      yasearchapp, yandex search
      """
    ),
    (.ucBrowser, 55, "*#ucweb"),
    (
      .ucBrowser, 56,
      """
      *#ucbrowser, *#uc browser, *uc browser7, *uc browser8, *uc browser9, ucturbo, ubrowser, uc ie,
      ucmini
      """
    ),
    (.qqBrowser, 52, "mqqbrowser, *qqbrowser, qqbrowserlite, *tencenttraveler, qq browser"),
    (.huaweiBrowser, 50, "huaweibrowser, hbpc, huawei browser"),
    (.miuiBrowser, 50, "miuibrowser, xiaomi miuibrowser, mint browser, mibrowser"),
    (.vivoBrowser, 50, "vivobrowser"),
    (.oppoBrowser, 50, "heytapbrowser, oppobrowser, realmebrowser, coloros browser"),
    (.silk, 50, "silk, silk accelerated"),
    (.whale, 50, "whale"),
    (.cocCoc, 50, "coc coc browser, coccocbrowser"),
    (.puffin, 50, "puffin"),
    (.quark, 53, "quark"),
    (.sogouBrowser, 50, "sogoumobilebrowser, *metasr, sogoumse, sogou explorer, *se 2"),
    (
      .baiduBrowser, 50,
      """
      *baidubrowser, *bidubrowser, baidubrowserpad, bdbrowser, flyflow, baiduhd, spark
      """
    ),
    (
      .browser360, 50,
      """
      *360se, *qihoobrowser, 360browser, qhbrowser, mso browser, *aphone browser,
      *360 aphone browser
      """
    ),
    (.maxthon, 50, "*maxthon, *myie2, *myie, mxbrowser, mxnitro, maxthon enterprise"),
    (.dolphin, 50, "dolphin, dolphin http client, dolphinhdcn"),
    (.aloha, 50, "alohabrowser, aloha"),
    (.ecosia, 50, "*ecosia, ecosia ios, ecosia android"),
    (.konqueror, 45, "*konqueror, falkon, rekonq"),
    (.seaMonkey, 45, "seamonkey, iceape"),
    (.paleMoon, 45, "palemoon, basilisk, pale moon"),
    (.waterfox, 45, "waterfox"),
    (
      .otherGecko, 45,
      """
      icecat, icedragon, amaya, flock, beonex, multizilla, librewolf, torbrowser, conkeror, fireweb,
      iceowl, kazehakase, cometbird, orca, *lunascape, madfox, sunbird, swiftfox, prism, wyzo,
      strata, zvav, cyberfox, arcticfox, xulrunner, k ninja, skipstone, aphrodite, blackhawk,
      ibrowser, firescape
      """
    ),
    (.netscape, 46, "#netscape, netscape6, navigator, netscape navigator"),
    (.kMeleon, 46, "k meleon, kmeleon"),
    (.camino, 46, "camino, chimera"),
    (.galeon, 46, "*galeon"),
    (.epiphany, 46, "epiphany, gnome web"),
    (
      .otherWebKit, 45,
      """
      *omniweb, shiira, *icab, midori, arora, qupzilla, uzbl, dooble, otter, luakit, surf, sunrise,
      iris, webkitgtk, teashark, *webpositive, skyfire, roccat, leechcraft, bolt, demeter,
      stainless, cheshire, snowshoe, hana, sunrisebrowser, webianshell, wkiosk, orion, gnomeweb,
      phantom browser, mercury, icabmobile, seznam browser, tesla, qtcarbrowser, coolnovo
      """
    ),
    (
      .otherChromium, 45,
      """
      iron, rockmelt, comodo dragon, dragon, sleipnir, superbird, torch, slimjet, cent, epic,
      iridium, ungoogled, amigo, kinza, blisk, colibri, avast, avg, ccleaner, sidekick, arc,
      thorium, kiwi, avastsecurebrowser, opera beta, qutebrowser, *lbbrowser, 2345explorer,
      2345chrome, *theworld, liebao, liebaofast, mzbrowser
      """
    ),
    (.otherChromium, 55, "oculusbrowser"),
    (.otherChromium, 56, "picobrowser"),
    (
      .otherChromium, 45,
      """
      crosswalk, xwalk, hola, stargon, phx, phoenix browser, tenta, cake, insbrowser, ghostery,
      soul, lenovo browser, zte browser, surfy, vewd, webexplorer, ulaa, duoyi, wavebrowser,
      hibrowser, odd, odin, mobilelenovobrowser
      """
    ),
    (
      .otherTrident, 45,
      """
      *crazy browser, *avant browser, avant, *netcaptor, *slimbrowser, *acoo browser, *acoobrowser,
      *tob, *deepnet explorer, *the world, *greenbrowser, sleipnir ie, lunascape ie, *msn explorer,
      msn optimized, *aol, tucows, ibrowse ie, *america online browser, *kkman, *irider
      """
    ),
    (.netFront, 45, "*netfront, acs netfront, nf browser, nintendobrowser, nx"),
    (.upBrowser, 44, "*up browser, openwave"),
    (.nokiaBrowser, 43, "*#series60"),
    (
      .nokiaBrowser, 46,
      """
      nokiabrowser, s40ovibrowser, browserng, nokia browser, nokiaoss, ovi browser
      """
    ),
    (.blackBerryBrowser, 46, "*#blackberry, *bb10, *playbook, blackberry9700"),
    (.obigo, 45, "*obigo, *teleca, obigointernetbrowser, obigo q, au mic, teleca q"),
    (
      .otherPhoneBrowser, 44,
      """
      polaris, jig browser, jasmine, semc browser, ucbrowsermini, dolfin, dolfin bada, onebrowser,
      ibrowser mini, maui, mib, blazer, palmsource, webviewer, mot mib, myriad, nokia services, pie,
      docomo, j phone, kddi, softbank, vodafone browser, bunjalloo, novarra, xiino, eudoraweb,
      minimo, doris, picsel, jbrowser, reqwirelessweb, tiger, ezweb
      """
    ),
    (.lynx, 45, "*lynx"),
    (.links, 45, "*links, *elinks, links 2"),
    (.w3m, 45, "w3m, emacs w3, emacs w3m"),
    (.dillo, 45, "dillo"),
    (.mosaic, 45, "mosaic, ncsa mosaic"),
    (.amiga, 45, "*amigavoyager, ibrowse, aweb, amiga aweb, netsurf, voyager"),
    (
      .tvBrowser, 40,
      """
      aquosbrowser, lg browser, lgbrowser, netcast, espial, webappmanager, viera, sonycebrowser,
      ce html browser, *hbbtv browser, googletv browser, mstarbrowser, ant galio, *maple,
      maple browser, wdsimplebrowser, qtwebengine tv, ekioh, sraf, *webtv, hybridtv, *inettvbrowser,
      inettv, nettv, ant fresco, tbrowser
      """
    ),
    (.facebookApp, 70, "*fban, fb iab, facebook, fb4a, facebook for android"),
    (.instagramApp, 72, "instagram, barcelona"),
    (
      .messengerApp, 73,
      """
      fb iab messenger, orca android, messengerforios, messengerlite, fban messengerforios,
      fb iab orca android
      """
    ),
    (.weChat, 70, "micromessenger, wechat"),
    (.qqApp, 69, "qq"),
    (.lineApp, 68, "line"),
    (.tikTok, 70, "tiktok, musical ly, bytelocale, bytedancewebview, trill, aweme, tiktoklite"),
    (.snapchat, 70, "snapchat"),
    (.pinterestApp, 70, "pinterest"),
    (.twitterApp, 70, "twitter, twitter for iphone, twitterandroid"),
    (.linkedInApp, 70, "linkedinapp, linkedin"),
    (.redditApp, 70, "reddit"),
    (.telegramApp, 70, "telegram, telegram android"),
    (.whatsAppApp, 70, "whatsapp"),
    (.googleApp, 65, "gsa, googleapp"),
    (.baiduApp, 70, "baiduboxapp, baiduboxpad, baidu box, bdbox"),
    (.kakaoApp, 70, "kakaotalk"),
    (.naverApp, 70, "naver, naver inapp"),
    (.alipayApp, 70, "alipayclient, aliapp, alipay"),
    (.weiboApp, 70, "weibo"),
    (.slackApp, 70, "slack ssb, slack"),
    (
      .mailApp, 60,
      """
      thunderbird, *outlook, *microsoft outlook, *ms office, *msoffice, *lotus notes,
      outlook express, eudora, evolution, kmail, kmail2, the bat, mail, airmail, maildroid,
      macoutlook, outlook ios, outlook ios android, sparrow, superhuman, barca, barcapro, applemail,
      shredder, foxmail, windows live mail, postbox, spark mail, spicebird, incredimail, mailbar,
      exchangeservicesclient, yahoomobilemail, yahoomobile, 1password, thunderbrowse, emclient
      """
    ),
    (
      .mediaPlayer, 61,
      """
      vlc, itunes, quicktime, nsplayer, windows media player, winamp, wmplayer, applecoremedia,
      kodi, exoplayerlib, exoplayer, amznexoplayerlib, stagefright, lg player, spotify, foobar,
      foobar2000, xbmc, plex, clementine, amarok, rhythmbox, banshee, songbird, libvlc, mplayer,
      roku dvp, deezer, pandora, tunein, iheartradio, mediamonkey, zune, sonos, gstreamer player
      """
    ),
    (
      .podcastApp, 62,
      """
      overcast, castro, pocket casts, pocketcasts, podcasts, podcast, podcast addict, podcastaddict,
      antennapod, player fm, downcast, castbox, podbean, stitcher, podkicker, beyondpod,
      doggcatcher, icatcher, rssradio, gpodder, juice, instacast, podcastrepublic, podcruncher,
      podgrasp, ipodder, jpodder, miro, bpod, audioboom, breaker, luminary, radiopublic, podimo,
      acast, himalaya, fountain, castamatic, procast, goodpods, podverse, swoot, podfriend, podhero,
      airr, podnews, applepodcasts, podcastone, podcat, podwrangler, philpodder, peapod, podracer
      """
    ),
    (
      .desktopApp, 63,
      """
      electron, adobeair, microsoft office, microsoft office word, microsoft office excel,
      microsoft office onenote, microsoft office powerpoint, word, excel, powerpoint, onenote,
      skype, teams, steam, *valve steam client, discord, notion, atom, spotify desktop, boxnotes,
      box sync, box, figma, postman electron, nwjs, qtwebkit, hipchat
      """
    ),
    (.mobileApp, 63, "mozacfetch"),
    (.other, 45, "ladybird"),
    (.mobileApp, 15, "cfnetwork, okhttp app, flutter"),
    (.facebookApp, 71, "*fbav"),
    (.pinterestApp, 71, "pinterest for android, pinterest for ios, pinterest for android tablet"),
  ]
}
