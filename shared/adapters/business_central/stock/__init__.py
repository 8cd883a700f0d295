"""Stock, demand and supply, in the ways that an environment may offer."""
