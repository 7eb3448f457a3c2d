"""Areas by year and budget with pandas, and what differs."""

import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1])
table = frame.pivot_table(index=["area", "year"], columns="budget", values="amount", aggfunc="sum")
print(table.to_csv())
