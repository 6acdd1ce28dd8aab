# What was without power on one evening, as a range, and who says so. A null is unknown and never 0.
import json
from urllib.request import urlopen

address = (
    "http://localhost:3000/api/v1/impact"
    "?asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections"
)
with urlopen(address) as answer:
    impact = json.load(answer)

totals = impact["totals"]
print(f"at least {totals['low']:,} connections in {totals['reported']} regions")
for region in impact["data"]:
    if region["standing"] == "reported":
        sources = {basis["publisher"] for basis in region["basis"]}
        print(region["name"]["en"], region["best"], "|", ", ".join(sorted(sources)))
