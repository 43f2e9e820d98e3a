"""Makes the fonts in this folder from the Inter 4.1 web fonts (npm package inter-ui 4.1.1).

    npm pack inter-ui@4.1.1 && tar xzf inter-ui-4.1.1.tgz
    pip install fonttools brotli
    python3 subset.py package

What is changed, as the Open Font License allows: glyphs outside Latin, Greek, Cyrillic, punctuation, arrows and a few
signs are left out; figures are tabular by default (a canvas cannot ask for the `tnum` feature, and columns of dates and
prices must stand still); contextual alternates are dropped, so that text is as wide as its letters say. The family is
named Inter Tabular, so that nobody takes it for the original.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = ["Regular", "Medium", "SemiBold", "Bold"]
RANGES = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2DD), (0x300, 0x331), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x493),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x2094), (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2150, 0x215E),
    (0x2190, 0x2199), (0x21B5, 0x21B5), (0x2200, 0x2265), (0x25A0, 0x25CF), (0x26A0, 0x26A0), (0x2713, 0x2717),
    (0xFFFD, 0xFFFD),
]
FAMILY = "Inter Tabular"


def tabular_figures(font):
    lookups = font["GSUB"].table.LookupList.Lookup
    wanted = set()
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            wanted.update(record.Feature.LookupListIndex)
    mapping = {}
    for index in sorted(wanted):
        for subtable in lookups[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            mapping.update(getattr(subtable, "mapping", {}))
    best = font.getBestCmap()
    digits = {code: mapping[best[code]] for code in range(0x30, 0x3A)}
    for table in font["cmap"].tables:
        for code, glyph in digits.items():
            if code in table.cmap:
                table.cmap[code] = glyph


def rename(font, weight):
    regular = weight in ("Regular", "Bold")
    texts = {
        1: FAMILY if regular else f"{FAMILY} {weight}",
        2: weight if regular else "Regular",
        3: f"{FAMILY} {weight} 4.1",
        4: f"{FAMILY} {weight}",
        6: f"InterTabular-{weight}",
        16: FAMILY,
        17: weight,
    }
    for record in font["name"].names:
        if record.nameID in texts:
            record.string = texts[record.nameID]


def make(source, weight, target):
    font = TTFont(source / "web" / f"Inter-{weight}.woff2", recalcTimestamp=False)
    tabular_figures(font)
    rename(font, weight)
    options = Options()
    options.layout_features = ["ccmp", "locl", "kern", "mark", "mkmk"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    for flavor, suffix in ((None, "ttf"), ("woff2", "woff2")):
        font.flavor = flavor
        font.save(target / f"inter-{weight.lower()}.{suffix}", reorderTables=False)


if __name__ == "__main__":
    here = Path(__file__).parent
    for weight in WEIGHTS:
        make(Path(sys.argv[1]), weight, here)
