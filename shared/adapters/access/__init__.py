"""Who stands behind a request: the platform's word for it, or a token that the app checks."""
