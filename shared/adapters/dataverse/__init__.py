"""Dataverse's Web API 9.2."""
