"""Areas by year with PyYAML's C loader, the usual way."""

import sys
from collections import defaultdict

import yaml

sums: dict[tuple[str, str, int], float] = defaultdict(float)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        budget = yaml.load(file, Loader=yaml.CSafeLoader)
    for line in budget["lines"]:
        for year, amount in zip((2024, 2025, 2026), line["amounts"], strict=True):
            sums[budget["name"], line["area"], year] += amount
for (name, area, year), amount in sorted(sums.items()):
    print(f"{name},{area},{year},{amount:.3f}")
