from tests.mappings.fixtures import books, companies

__all__ = ["books", "companies"]
