"""What holds for all tests: random examples are the same in each run, and a slow machine fails none."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=not os.environ.get("KALMAR_HUNT"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
