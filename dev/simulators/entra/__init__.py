"""A simulated Entra ID: a directory, signed tokens, and the endpoints that hand them out.

Microsoft's own client libraries work against it unchanged when they are given its address as
authority and told not to ask Microsoft which authorities exist (``disable_instance_discovery``).
People sign in by a device code or by the browser's redirects, and nobody has a password.
"""
