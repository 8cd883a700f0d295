"""Whether tests run for long (`make soak`): some do more then."""

import os

SOAKING = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
