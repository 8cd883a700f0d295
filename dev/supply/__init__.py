"""What the app is made of besides its own code: pinned, licensed, listed, and looked up."""
