"""Where the simulator can be told to behave differently, because sources leave it open."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, NonNegativeFloat, PositiveInt


class Rules(BaseModel):
    """The service's behaviour where it is recalled and not confirmed; no client depends on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    refuse_unwritable: bool = True
    """A body that names a read-only column is refused; otherwise that column is ignored."""
    touch_unchanged: bool = True
    """An update that changes no value raises modifiedon and version all the same."""
    insist_on_business_required: bool = False
    """Columns that forms insist on are demanded of API callers too."""
    default_currency: bool = True
    """A row with an amount and no currency gets the organisation's base currency."""
    restrict_product_states: bool = True
    """Products follow their life cycle: draft, active, under revision, retired."""
    retired_products_return: bool = True
    """A retired product can be activated again."""
    product_state_on_create: Literal["refuse", "ignore"] = "refuse"
    """What a new product's statecode or statuscode comes to: each begins as a draft."""
    closed_invoices_are_locked: bool = True
    """A closed invoice takes no lines, and no change but to be made active."""
    price_list_names_unique: bool = True
    """No two price lists have the same name."""
    option_labels_unique: bool = True
    """No two options of a choice have the same label."""
    commas_in_option_labels: bool = False
    """Whether an option's label may hold a comma."""
    longest_option_label: PositiveInt = 200
    """In characters."""
    batch_fails_with_400: bool = False
    """A batch that stops at a failed operation has status 400, not that operation's status."""
    deleted_kept_days: PositiveInt = 7
    """How long a change-tracking token works, unless the organisation's row says otherwise."""
    key_index_seconds: NonNegativeFloat = 0.0
    """How long the index of a new alternate key takes; 0: until the next request."""
