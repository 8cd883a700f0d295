"""Dataverse as an administrator sees and changes it: tables, roles, users, the company's place."""
