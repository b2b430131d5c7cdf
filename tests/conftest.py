"""Settings for all tests."""

import os

from hypothesis import settings

# No test has a deadline: a busy machine is not a fault. In CI each run uses the same examples, so that only a change
# can break one; elsewhere each run explores further.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")
