"""The look of the status page. Light and dark, screen and paper; text on every ground has a contrast of 4.5 or more."""

LIGHT = {
    "page": "#f7f8f9",
    "card": "#ffffff",
    "ink": "#1f2933",
    "soft": "#4a5560",
    "line": "#c9d1d8",
    "head": "#1f4e5f",
    "on-head": "#ffffff",
    "link": "#0b5fa5",
    "good": "#1d6b4f",
    "on-good": "#ffffff",
    "good-pale": "#e2f3ea",
    "wait": "#52616f",
    "on-wait": "#ffffff",
    "wait-pale": "#eceff2",
    "warn": "#8a5200",
    "on-warn": "#ffffff",
    "warn-pale": "#fdeed3",
    "bad": "#a3262a",
    "on-bad": "#ffffff",
    "bad-pale": "#fbe5e4",
    "t0": "#1f4e5f",
    "on-t0": "#ffffff",
    "t1": "#8fc3d4",
    "on-t1": "#12242c",
    "t2": "#3f6f3f",
    "on-t2": "#ffffff",
    "t3": "#e3c16f",
    "on-t3": "#2a2006",
    "t4": "#6d4a8c",
    "on-t4": "#ffffff",
    "t5": "#cfd6dc",
    "on-t5": "#1f2933",
}
DARK = {
    "page": "#12181d",
    "card": "#1b232a",
    "ink": "#eef2f5",
    "soft": "#b6c1cb",
    "line": "#3c4852",
    "head": "#a9d5e4",
    "on-head": "#12181d",
    "link": "#8cc8f5",
    "good": "#7fd1ab",
    "on-good": "#0d2018",
    "good-pale": "#17352a",
    "wait": "#aab6c1",
    "on-wait": "#161d23",
    "wait-pale": "#29333c",
    "warn": "#f0bb63",
    "on-warn": "#2a1b02",
    "warn-pale": "#3b2c11",
    "bad": "#f29a96",
    "on-bad": "#2b0908",
    "bad-pale": "#431f1f",
    "t0": "#a9d5e4",
    "on-t0": "#10222a",
    "t1": "#37728a",
    "on-t1": "#ffffff",
    "t2": "#9bcf9b",
    "on-t2": "#10240f",
    "t3": "#7a6118",
    "on-t3": "#ffffff",
    "t4": "#cdb2e6",
    "on-t4": "#22122f",
    "t5": "#4b5863",
    "on-t5": "#ffffff",
}
TONES = ("good", "wait", "warn", "bad")
SHADES = 6


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


_RULES = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);
font:16px/1.5 "Segoe UI",Calibri,"Helvetica Neue",Arial,sans-serif}
a{color:var(--link)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
header,main,footer{max-width:74rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2rem}
.kicker{margin:0;color:var(--soft);font-size:.9rem}
h1{margin:.15rem 0 .25rem;font-size:2rem;line-height:1.2;color:var(--head)}
.meta{margin:0;color:var(--soft)}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;list-style:none;margin:1rem 0 0;padding:.7rem 0;
border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
section{margin:2.5rem 0}
h2{margin:0 0 .9rem;font-size:1.35rem;color:var(--head)}
h3{margin:2rem 0 .5rem;font-size:1.05rem}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:1rem;margin:1.5rem 0 0}
.key div{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--edge,var(--head));
border-radius:4px;padding:.8rem 1rem}
.key dt{color:var(--soft);font-size:.9rem}
.key dd{margin:0;font-size:1.3rem;white-space:nowrap;font-weight:600;font-variant-numeric:tabular-nums}
.key dd.long{font-size:1.05rem;line-height:1.9}
.key dd small{line-height:1.5;white-space:normal;display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
figure{margin:1.2rem 0;background:var(--card);border:1px solid var(--line);border-radius:4px;padding:1rem 1.2rem}
figcaption{font-weight:600;margin-bottom:.5rem}
figcaption span{display:block;font-weight:400;font-size:.9rem;color:var(--soft)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;margin:0 0 .6rem;padding:0;font-size:.9rem}
.legend i{display:inline-block;width:.9rem;height:.9rem;margin-right:.4rem;vertical-align:-.1rem;
border:1px solid var(--line)}
svg{display:block;width:100%;overflow:visible;font-family:inherit}
svg text{font-size:13px;fill:var(--ink)}
svg .sum{fill:var(--soft)}
svg rect{stroke:var(--card);stroke-width:1}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:4px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.7rem .9rem .3rem}
th,td{padding:.4rem .7rem;text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{background:var(--head);color:var(--on-head);border-top:0;vertical-align:bottom}
tbody th{font-weight:600;position:sticky;left:0;background:var(--card)}
.s{white-space:nowrap}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.d{white-space:nowrap}
thead .n{white-space:normal}
tr.total th,tr.total td{border-top:2px solid var(--head);font-weight:600}
.tone{border-left:4px solid transparent}
.tone b{font-weight:600}
.matrix td{min-width:6.5rem}
.none{color:var(--soft)}
footer{padding-top:.5rem;padding-bottom:2.5rem;color:var(--soft);font-size:.85rem}
@media (max-width:700px){svg .sum{display:none}header,main,footer{padding-left:1rem;padding-right:1rem}
h1{font-size:1.5rem}
.key{grid-template-columns:1fr 1fr;gap:.6rem}.key dd{font-size:1.25rem}figure{padding:.8rem}}
@page{size:A4 landscape;margin:14mm}
@media print{body{font-size:10pt;background:#fff}nav,.skip{display:none}header,main,footer{max-width:none;padding:0}
section{margin:1rem 0}figure,.key,tr,.scroll{break-inside:avoid}.scroll:has(tr:nth-child(14)){break-inside:auto}
h2,h3,caption{break-after:avoid}thead{display:table-header-group}.scroll{overflow:visible}table{font-size:8pt}
th,td{padding:.2rem .35rem}.tone,thead th,svg rect,.legend i{-webkit-print-color-adjust:exact;
print-color-adjust:exact}}
"""


def style() -> str:
    tones = "".join(
        f".{t}{{border-left-color:var(--{t});background:var(--{t}-pale)}}.f-{t}{{fill:var(--{t})}}"
        f".b-{t}{{background:var(--{t})}}svg .o-{t}{{fill:var(--on-{t})}}.e-{t}{{--edge:var(--{t})}}"
        for t in TONES
    )
    shades = "".join(
        f".f-t{n}{{fill:var(--t{n})}}.b-t{n}{{background:var(--t{n})}}svg .o-t{n}{{fill:var(--on-t{n})}}"
        for n in range(SHADES)
    )
    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{_variables(DARK)}}}}}"
    return f":root{{color-scheme:light;{_variables(LIGHT)}}}{dark}{_RULES}{tones}{shades}"
