"""Libraries of the pages: bundled once from their npm packages, and kept beside the pages."""
