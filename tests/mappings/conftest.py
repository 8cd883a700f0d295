from collections.abc import Iterator

import pytest

from tests.mappings.fixtures import books, companies, people
from tests.mappings.sample_products import catalogue, units
from tests.mappings.shop import Shop
from tests.surroundings import Surroundings

__all__ = ["books", "companies", "people"]


@pytest.fixture
def shop(world: Surroundings) -> Iterator[Shop]:
    """Items and products; prices are nobody's business."""
    shop = Shop(world, "ITEM-PRODUCT")
    units(shop)
    yield shop
    shop.clear()


@pytest.fixture
def priced(world: Surroundings) -> Iterator[Shop]:
    """Items, products, and their prices in a price list."""
    shop = Shop(world, "ITEM-PRICE")
    catalogue(shop)
    yield shop
    shop.clear()
