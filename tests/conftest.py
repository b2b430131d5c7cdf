"""What holds for all tests."""

import os

from hypothesis import settings

# No test is timed: a busy machine is no fault. In CI each run takes the same examples, so that a change alone can break
# one; elsewhere each run looks further.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")
