// Made by Sources/Tables/refresh from Sources/Tables/clues.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.

extension Lexicon {
  static let clueRows: [(clue: Clue, words: String)] = [
    (.maker, "#cubot, id bot, e bot, power bot, robot phone"),
    (.mozilla, "mozilla, ozilla"),
    (.webKit, "#applewebkit, webkit"),
    (.gecko, "gecko, goanna"),
    (.khtml, "khtml"),
    (.trident, "#msie, trident, microsoft internet explorer"),
    (.presto, "presto, opera"),
    (.like, "like"),
    (.build, "build"),
    (.version, "version"),
    (.revision, "rv"),
    (.compatible, "compatible, incompatible"),
    (.webView, "wv"),
    (.android, "#android, andr0id, android os, adr"),
    (.tizen, "tizen"),
    (.dalvik, "dalvik"),
    (.safari, "safari"),
    (.appleOS, "cpu os, iphone os, ipad os, cpu iphone os, ios, ipados, #iphoneos"),
    (.darwin, "darwin"),
    (.cfNetwork, "cfnetwork"),
    (.x86, "x86, i386, amd64"),
    (
      .mobile,
      """
      mobile, mobi, smartphone, phone, iemobile, opera mobi, opera mini, windows phone,
      windows mobile, ucweb, pocket pc, pocketpc, ppc 240x320, minimo, fennec mobile, blazer, hiptop
      """
    ),
    (
      .featurePhone,
      """
      #midp, #cldc, j2me, up browser, obigo, teleca, netfront mobile, docomo, kddi, softbank,
      vodafone, wap, wap1, wap2, mmp, sonyericsson, semc browser, #nokia, #samsung gt, #samsung sgh,
      #sagem, panasonic phone, #alcatel, #ericsson, nokia browser, jasmine, polaris, maui, dolfin,
      #lge, browserng, symbianos, #sie, #portalmmm, up link
      """
    ),
    (
      .tablet,
      """
      tablet, touchpad, playbook, rim tablet, hp tablet, kindle fire, opera tablet, xoom, apad,
      gpad, tablet2, nook, nook browser, kindle, *kobo touch, kobo, pocketbook, tolino
      """
    ),
    (.iPad, "#ipad, #ipd"),
    (.iPhone, "#iphone, #iph, iphonex, iphonexs, iphonexsmax, iphonexr, #iphonese"),
    (.iPod, "#ipod"),
    (
      .tv,
      """
      tv, smarttv, smart tv, hbbtv, hybridtv, googletv, google tv, android tv, androidtv, netcast,
      web0s, webos tv, nettv, inettvbrowser, inettv, dtv, bravia, #appletv, apple tv, appletvos,
      tv safari, crkey, #roku, #aft, firetv, fire tv, mitv, ce html, dlnadoc, opera tv, tv store,
      tvstore, smarttva, viera, aquosbrowser, dtvnetbrowser, large screen, maple, maple2011, kylo,
      vizio, vizios, watchfree, vidaa, whaletv, tbrowser, saorview, freetime, youview, iptv, stb,
      mag200, mag250, mag254, stbapp, netbox, netgem, webtv, espial, ekioh, sraf, omi, vestel,
      tivoos, tivo, kreatv, settop, set top box, settopbox, freebox, bbox, gftv, gw device,
      panasonic bd, #dtiw, #diw, #kstb
      """
    ),
    (.wire, "wired, wireless"),
    (
      .tv,
      """
      android stb, chromecast, mstar, boxee, philipstv, toshibatp, arris, entone, humax, technisat,
      dreambox, enigma2, bdp, blu ray, bluray, sonycebrowser, sonydtv, sony dtv, redlineclient,
      brightsign, tvbox, skyq, sky q, tv bro, tvbro, #opentv, otvwebkit, wpe, oipf, ktv, lgtv,
      webostv, shield android tv, tvos, atv os x, libvlc, mb95, mb97, mb100, tclwebkit1, coolita,
      lg browser, fvc, inverto, tianma, odin tv, viaplay
      """
    ),
    (
      .console,
      """
      playstation, xbox, nintendo, wiiu, ouya, #ps5, #ps4, dreamcast, steam deck, gameboy,
      segasaturn, sega
      """
    ),
    (
      .wearable,
      """
      watchos, watch os, apple watch, wearos, wear os, oculusbrowser, picobrowser, vr,
      standalone hmd, quest 2, quest 3, quest pro, meta quest, smartwatch
      """
    ),
    (
      .plainBuild,
      """
      build m5c14j, build nhg47k, build nhg47l, build nmf26q, build opr5 170623, build pi,
      build ppr2 180905, build qp1a 191105, build qt, build rd2a 211001, build rp1a 200720,
      build rt, build sp1a 211105, build tp1a 220905 004
      """
    ),
    (
      .appliance,
      """
      family hub, sonos, upnp, echo dot, homepod, alexaservice, carplay, tesla car, qtcarbrowser,
      refrigerator, tesla, amazon echo, devicetype smartspeaker
      """
    ),
    (.desktop, "pc, chromebook, waydroid, bluestacks, remix os, phoenix os, chrome os, cros"),
    (
      .tv,
      """
      #aftb, #aftm, #aftt, #afts, #aftn, #aftmm, #aftr, #aftrs, #aftka, #aftkm, #aftkmst, #aftkau,
      #aftkade, #aftso, #aftss, #aftsss, #aftsso, #aftbtx, #aftbamr, #aftba, #aftmd, #aftjmst,
      #aftja, #aftll, #aftla, #aftlft, #aftleft, #aftmon, #afthb, #aftpr, #aftti, #aftgaz, #aftgr,
      #aftkrt, #aftbu, #aftbl, #aftwyn, #aftwi, #aftdct, #aftdec, #aftdu, #aftff, #aftne, #aftnb,
      #aftst, #aftth, #aftts, #aftas, #aftcal, #aftes, #aftfa, #aftle, #aftlbt, #afteu, #aftea,
      #aftmr, #aftanna, #aftakpm, #aftchamp, #aftgoco
      """
    ),
    (
      .tablet,
      """
      kfot, kftt, kfjwi, kfjwa, kfthwi, kfthwa, kfsowi, kfapwi, kfapwa, kfarwi, kfaswi, kfsawi,
      kfsawa, kfmewi, kffowi, kfgiwi, kftbwi, kfsuwi, kfauwi, kfdowi, kfkawi, kfmuwi, kfmawi,
      kfonwi, kftrwi, kftrpwi, kfrawi, kfrapwi, kfsnwi, kfquwi, kftuwi, kfrawn
      """
    ),
    (
      .phoneMaker,
      """
      #sharp, #philips, #panasonic, #sagem, #pantech, #motorola, #sanyo, #benq, #siemens, #toshiba,
      #lg, #lge, #zte, #huawei, #coolpad, #lenovo, #samsung, #sec, #sch, #sgh, #sph, #sam, #vk,
      #tcl, #htc, #mot, #nec, #cdm, #sie, #xda, #hutchison, #audiovox, #kyocera, #qc, #sendo,
      #mitsu, #telit, #bird, #haier, #amoi, #kwc, #pg, #palm, #vertu
      """
    ),
    (.mobile, "mobilephone, cellphone"),
  ]
}
