"""The colours a long picture is drawn in; the values are those of the public pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.interpretations.cards import Colour

_NAMES = ("bar", "deep", "soft", "rule", "mist1", "mist2", "mist3")

# --bar, --bar-deep, --soft, --rule and the three mists of each accent in tokens.css; of the
# red of the heads --seal, --seal-soft, --seal-rule, the others between them.
PALETTES: Mapping[Colour, Mapping[str, str]] = MappingProxyType(
    {
        colour: MappingProxyType(dict(zip(_NAMES, values, strict=True)))
        for colour, values in {
            Colour.INK_BLUE: ("#17497f", "#0e3158", "#e9f0f8", "#b8cce2",
                              "#dfe9f3", "#c5d7e8", "#9fbbd6"),
            Colour.PINE: ("#1b5e4b", "#123f33", "#e6f1ed", "#b3d3c8",
                          "#dfeee8", "#c3ddd3", "#9cc4b5"),
            Colour.SEAL: ("#a8241c", "#7c1914", "#fbeeec", "#e6b9b4",
                          "#f6e0dd", "#ecc6c1", "#dc9f98"),
            Colour.OCHRE: ("#7b3f14", "#532a0c", "#f8eee5", "#e3c7b0",
                           "#f3e6da", "#e6cfbb", "#d0ab8d"),
            Colour.AZURITE: ("#0e566a", "#093a48", "#e3f0f3", "#aed0d9",
                             "#dbecf0", "#bfdce3", "#95c2cd"),
            Colour.TEA: ("#5c4718", "#3e2f0f", "#f4efe2", "#d8c9a3",
                         "#eee7d4", "#ddd0b0", "#c1ad80"),
            Colour.PLUM: ("#5a2a5e", "#3d1b40", "#f3eaf4", "#d5bcd8",
                          "#ece0ee", "#dac5dd", "#b997be"),
        }.items()
    }
)  # fmt: skip
