from gongkai.domain.catalogue.powers import (
    ListedItem,
    Power,
    PowerComparison,
    compare_with_powers,
)

POWERS = [Power("许可-01", 1), Power("处罚-01", 1), Power("给付-01", 2)]


def test_a_catalogue_that_fits_shows_no_difference():
    items = [
        ListedItem(10, 1, frozenset({"许可-01", "处罚-01"})),
        ListedItem(11, 2, frozenset({"给付-01"})),
        ListedItem(12, 2, has_statutory_basis=True),
    ]
    assert compare_with_powers(POWERS, items) == PowerComparison((), (), ())


def test_all_three_differences_are_reported():
    items = [
        ListedItem(10, 2, frozenset({"许可-01"})),  # another organ's power
        ListedItem(11, 1),  # rests on nothing
        ListedItem(12, 1, frozenset({"许可-99"})),  # on a power that is not listed
    ]
    assert compare_with_powers(POWERS, items) == PowerComparison(
        powers_without_item=("处罚-01", "给付-01"),
        items_without_source=(11, 12),
        items_of_another_organ=((10, "许可-01"),),
    )


def test_an_empty_catalogue_leaves_every_power_undisclosed():
    assert compare_with_powers(POWERS, []).powers_without_item == ("处罚-01", "给付-01", "许可-01")
