extension StaticAsset {
  /// The style of all pages: light and dark, on paper, from 320 pixels of width.
  ///
  /// Nothing in it is from elsewhere: no font, no picture.
  public static let style = StaticAsset(
    """
    :root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--ink:#1c1f23;--mute:#565d66;--line:#dedad0;--mark:#1f5f8b;--soft:#9dbfd6;--join:#6590ae;--before:#b4530a;--up:#1b6b3a;--down:#9a2a1f}
    @media(prefers-color-scheme:dark){:root{--bg:#14171a;--card:#1b1f23;--ink:#e8e6e1;--mute:#a4abb3;--line:#363d44;--mark:#6fb1dc;--soft:#3f6f8f;--join:#4a7ea0;--before:#f0b072;--up:#7fd39b;--down:#f0a196}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:74rem;padding:1.25rem clamp(.75rem,3vw,1.5rem) 2rem;background:var(--bg);color:var(--ink);font:1rem/1.45 system-ui,"DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    a{color:inherit;text-decoration-color:var(--soft)}
    a:hover{text-decoration-color:var(--mark)}
    :focus-visible{outline:3px solid var(--mark);outline-offset:2px;border-radius:3px}
    .v{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .v.skip:focus{position:fixed;width:auto;height:auto;clip-path:none;left:1rem;top:1rem;padding:.5rem;background:var(--card);z-index:1}
    header{margin-bottom:1.25rem}
    h1{font-size:1.4rem;line-height:1.25;margin:0}
    h2{font-size:1rem;margin:0 0 .4rem}
    header p{margin:.2rem 0 0;color:var(--mute)}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem;list-style:none;margin:.6rem 0 0;padding:0}
    nav a{display:block;padding:.3rem .75rem;border:1px solid var(--line);border-radius:99px;text-decoration:none}
    nav a:hover{border-color:var(--mark)}
    nav a[aria-current]{background:var(--mark);border-color:var(--mark);color:var(--bg);font-weight:600}
    form{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;margin:.8rem 0 0}
    label{display:grid;grid-template-columns:minmax(0,1fr);max-width:min(100%,22rem);gap:.1rem;color:var(--mute);font-size:.85rem}
    input,select,button{font:inherit;font-size:1rem;min-height:2.25rem;padding:.2rem .6rem;border:1px solid var(--mute);border-radius:6px;background:var(--card);color:var(--ink);max-width:100%}
    button{border-color:var(--mark);cursor:pointer}
    .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.6rem,1fr));gap:1rem;margin:0 0 1.25rem}
    .figures div{border-top:3px solid var(--mark);padding-top:.35rem}
    dt{color:var(--mute);font-size:.875rem;line-height:1.3}
    dd{margin:0;font-size:1.65rem;font-weight:600;line-height:1.3;overflow-wrap:normal}
    .long{grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}.long div{container-type:inline-size}.long dd{font-size:min(1.65rem,12cqi)}
    small{display:block;font-size:.85rem;font-weight:400;color:var(--mute)}
    .up{color:var(--up)}.down{color:var(--down)}
    .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.9rem 1rem;margin:0 0 1rem;min-width:0}
    .cards{columns:27rem 2;column-gap:1rem}
    .cards .card{break-inside:avoid}
    figcaption p,.note{margin:.3rem 0 0;color:var(--mute);font-size:.875rem}
    .chart{display:grid;grid-template-columns:auto minmax(0,1fr);margin-top:.5rem}
    figure>.scroll,figure>table{margin-top:.75rem}
    svg{display:block;overflow:visible}
    svg text{fill:var(--mute);font-size:12px}
    .plot line{stroke:var(--line)}
    .plot rect{fill:var(--mark)}
    .plot .j{fill:var(--join)}
    .plot .u{fill:var(--line)}
    .plot .q0{fill:var(--line)}.plot .q1{fill-opacity:.3}.plot .q2{fill-opacity:.5}.plot .q3{fill-opacity:.75}
    .plot .e{stroke:var(--before);stroke-width:2}
    .plot .a{stroke:var(--before);stroke-width:2;stroke-dasharray:2 3}
    .plot g:hover rect{fill:var(--ink)}
    .plot[tabindex]{touch-action:pan-y;cursor:crosshair}
    .plot .s{fill:var(--before);opacity:.3;pointer-events:none}
    .annotations{margin-top:.75rem}.annotations h3{font-size:.875rem;margin:0}.annotations ul{margin:0;padding-left:1.1rem}
    .scroll{overflow-x:auto;position:relative;margin:0 -5px;padding:0 5px;background:linear-gradient(90deg,var(--card) 1rem,transparent) 0 0/2rem 100% no-repeat local,linear-gradient(270deg,var(--card) 1rem,transparent) 100% 0/2rem 100% no-repeat local,linear-gradient(90deg,var(--line),transparent) 0 0/.6rem 100% no-repeat,linear-gradient(270deg,var(--line),transparent) 100% 0/.6rem 100% no-repeat}
    .scroll a{padding:0 3px;margin:0 -3px;outline-offset:-3px}
    table{width:100%;border-collapse:collapse}
    caption{text-align:left}
    th,td{padding:.26rem 0 .26rem .75rem;text-align:right;font-weight:400;white-space:nowrap;vertical-align:top}
    th:first-child{padding-left:0}
    .t,th[scope=row]{text-align:left;white-space:normal}
    th[scope=row]{width:100%;min-width:7.5rem}
    .scroll th[scope=row],.scroll .t{width:auto;min-width:8rem}.scroll th[scope=row]{min-width:min(13rem,9.5rem + 5vw)}
    thead th:first-child{text-align:left}
    thead th{color:var(--mute);font-size:.85rem;vertical-align:bottom}
    thead th,thead td{border-bottom:1px solid var(--line)}
    th small{line-height:1.3}
    tfoot th,tfoot td{border-top:1px solid var(--line)}
    .b svg{width:4.5rem;height:1.45rem}
    .b rect{fill:var(--soft)}
    .o{color:var(--mute);font-style:italic}
    .m th,.m td{color:var(--mute)}.m th{padding-left:1.25rem}
    details{margin-top:.6rem}
    summary{cursor:pointer;padding:.15rem 0;color:var(--mute)}
    .notes ul{margin:0;padding-left:1.1rem}
    .notes,footer{color:var(--mute);font-size:.9rem;max-width:46rem}
    .text{max-width:40rem}.text p{margin:0 0 1rem}footer nav{margin-bottom:.8rem}
    @media(max-width:40rem){.w{display:none}thead th{white-space:normal;overflow-wrap:normal}}
    @media(max-width:26rem){.b{display:none}.figures:not(.long){grid-template-columns:1fr 1fr}dd{font-size:1.4rem}.card{padding-left:.6rem;padding-right:.6rem}th,td{padding-left:.4rem}thead th{font-size:.75rem}th[scope=row]{min-width:4.5rem}}
    @media(forced-colors:active){.plot rect,.b rect{fill:CanvasText}.plot .j,.plot .u{fill:GrayText}.plot .e,.plot .a{stroke:Highlight}.plot .s{fill:Highlight}}
    @media print{:root{--bg:#fff;--card:#fff;--ink:#000;--mute:#444;--line:#bbb;--mark:#1f5f8b;--soft:#9dbfd6;--join:#6590ae;--before:#b4530a}html{font-size:9.5pt}body{padding:0;max-width:none}nav,form,.skip,#keys,.note:has(a),details:not(.notes),.cards .b,.cards .w{display:none}.notes::details-content{content-visibility:visible;display:block}.card,.figures div{break-inside:avoid}.cards{columns:2}.scroll{overflow:visible;margin:0;padding:0;background:none;font-size:.85em}.scroll th,.scroll td,.scroll .t,.scroll th[scope=row]{min-width:0;padding-left:.4rem}.scroll .b{display:none}thead th{white-space:normal;overflow-wrap:normal}tr{break-inside:avoid}a{text-decoration:none}h2,caption,summary{break-after:avoid}@page{margin:15mm}}

    """)

  /// A picture for tabs and bookmarks, in SVG.
  public static let icon = StaticAsset(
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#3f86b5" d="M1 9h4v6H1zm5-4h4v10H6zm5-4h4v14h-4z"/></svg>

    """)

  /// The style of mails, which many programs read only in part.
  static let mailStyle = StaticAsset(
    """
    body{margin:0 auto;max-width:44rem;padding:1rem;font:15px/1.45 system-ui,sans-serif}
    h1{font-size:20px;margin:0}h2{font-size:16px;margin:24px 0 4px}
    header p,.note,small,.notes,footer,.o{color:#5a5f66}
    @media(prefers-color-scheme:dark){header p,.note,small,.notes,footer,.o{color:#a4abb3}}
    table{border-collapse:collapse}caption{text-align:left}
    th,td{padding:2px 0 2px 14px;text-align:right;font-weight:normal;vertical-align:top}
    th:first-child{padding-left:0;text-align:left}.t{text-align:left}.m th{padding-left:16px}
    thead th{border-bottom:1px solid #999}tfoot th,tfoot td{border-top:1px solid #999}
    .b{color:#5f94b8;text-align:left;letter-spacing:-1px}
    .v{display:none}.figures th{padding-right:14px}small{font-size:13px;padding-left:8px}

    """)
}
