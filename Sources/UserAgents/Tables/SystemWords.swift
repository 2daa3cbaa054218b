// Made by Sources/Tables/refresh from Sources/Tables/systems.tsv, which says what the columns
// mean and where each fact comes from. Change that file, never this one.
internal import Traffic

extension Lexicon {
  static let systemRows: [(system: OperatingSystem, rank: UInt8, words: String)] = [
    (
      .windows, 4,
      """
      #windows, windows nt, win98, win95, #winnt, win32, win64, win16, #win, win 9x, winxp,
      windowsnt
      """
    ),
    (
      .macOS, 3,
      """
      macintosh, mac os, mac os x, macos, ppc mac, mac powerpc, mac ppc, intel mac, mac 68k, macppc,
      macosx, #macbookpro, #macbookair, #macbook, #imac, #macmini, macpro, mac, os x, osx,
      powerbook, powermac, power macintosh
      """
    ),
    (
      .iOS, 6,
      """
      #iphone, #ipod, cpu iphone, iphone os, ios, cpu os, ipod touch, iph os, ipd os, iphoneos,
      itouch, #iph, #ipd
      """
    ),
    (.iPadOS, 6, "ipados, ipad os"),
    (.android, 7, "#android, andr0id, android os, adr, harmony android, dalvik, glass os"),
    (
      .linux, 1,
      """
      linux, ubuntu, debian, fedora, x11, gentoo, mandriva, suse, opensuse, slackware, centos,
      red hat, redhat, kubuntu, xubuntu, arch linux, webos tv linux, raspbian, kreatv, vizios
      """
    ),
    (.chromeOS, 8, "cros, chrome os, chromebook"),
    (
      .windowsPhone, 9,
      """
      windows phone, windows mobile, windows phone os, windows ce, wds, iemobile, windowsce,
      zunewp7, xblwp7, wpdesktop, #lumia, ppc windows ce, wince, windows phone 8
      """
    ),
    (.harmonyOS, 8, "harmonyos, harmony, openharmony, hmos, phone openharmony"),
    (.tvOS, 9, "#appletv, apple tv, tvos, atv os x"),
    (.watchOS, 9, "watchos, watch os, apple watch"),
    (.visionOS, 3, "visionos, xros"),
    (.tizen, 8, "#tizen"),
    (.webOS, 8, "web0s, #webos, hpwos, webos tv, palmsource webos, webos linux, wosbrowser"),
    (.kaiOS, 9, "#kaios"),
    (.roku, 8, "#roku"),
    (
      .playStation, 9,
      """
      #playstation, playstation 4, playstation 5, playstation 3, playstation vita,
      playstation portable, psp, ps5, ps4, ps3, orbis
      """
    ),
    (.xbox, 10, "xbox, xbox one, xbox series"),
    (
      .nintendo, 9,
      """
      #nintendo, nintendo 3ds, nintendo wiiu, nintendo switch, nintendo wii, nintendo ds,
      nintendo dsi
      """
    ),
    (
      .symbian, 9,
      """
      symbian, #symbianos, symbos, #series60, series 60, s60, s60version, s60v2, s60v3, s60v5,
      series80, series90, symbianos9
      """
    ),
    (.blackBerry, 9, "#blackberry, bb10, playbook, rim tablet, rim tablet os, blackberrytablet"),
    (.bada, 9, "bada"),
    (
      .javaME, 2,
      """
      j2me, midp, j2me midp, cldc, midp 2, java midp, series40, s40version, series 40, series30plus,
      nokia series 40, mtk, nucleus, threadx, mre
      """
    ),
    (.brew, 8, "brew, brew mp, bmp"),
    (.sailfish, 9, "sailfish"),
    (.meego, 9, "meego, maemo, n900"),
    (.palmOS, 9, "palmos, palm os, palmsource, palm, avantgo palm"),
    (
      .unix, 2,
      """
      #freebsd, openbsd, netbsd, dragonfly, sunos, solaris, aix, hp ux, irix, irix64, osf1, bsd,
      bsd four, serenityos, dragonflybsd
      """
    ),
    (
      .retro, 5,
      """
      amiga, amigaos, beos, haiku, risc os, os 2, warp, morphos, aros, atari, acorn, riscos,
      inferno, webtv, qnx, dos, plan 9, openos2
      """
    ),
    (
      .tvLinux, 2,
      """
      netcast, whaletv, whaleos, coolita, vidaa, titanos, vewd os, saphi, philipstv os, firetv os,
      kepler
      """
    ),
    (
      .android, 7,
      """
      #aft, #aftb, #aftm, #aftt, #afts, #aftn, #aftmm, #aftr, #aftrs, #aftka, #aftkm, #aftkmst,
      #aftkau, #aftkade, #aftso, #aftss, #aftsss, #aftsso, #aftbtx, #aftbamr, #aftba, #aftmd,
      #aftjmst, #aftja, #aftll, #aftla, #aftlft, #aftleft, #aftmon, #afthb, #aftpr, #aftti, #aftgaz,
      #aftgr, #aftkrt, #aftbu, #aftbl, #aftwyn, #aftwi, #aftdct, #aftdec, #aftdu, #aftff, #aftne,
      #aftnb, #aftst, #aftth, #aftts, #aftas, #aftcal, #aftes, #aftfa, #aftle, #aftlbt, #afteu,
      #aftea, #aftmr, #aftanna, #aftakpm, #aftchamp, #aftgoco, kfot, kftt, kfjwi, kfjwa, kfthwi,
      kfthwa, kfsowi, kfapwi, kfapwa, kfarwi, kfaswi, kfsawi, kfsawa, kfmewi, kffowi, kfgiwi,
      kftbwi, kfsuwi, kfauwi, kfdowi, kfkawi, kfmuwi, kfmawi, kfonwi, kftrwi, kftrpwi, kfrawi,
      kfrapwi, kfsnwi, kfquwi, kftuwi, kfrawn, googletv, juc, oculusbrowser, picobrowser,
      android tv, firetv, fb4a, orca android
      """
    ),
    (.iOS, 6, "fbios, iphonex, iphonexs, iphonexsmax, iphonexr, #iphonese, #ipad"),
  ]
}
