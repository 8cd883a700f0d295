"""docs/settings.md tells every setting as the classes have it."""

from dev.settings_table import PAGE, blocks, fields, groups, written


def page() -> str:
    return PAGE.read_text("utf-8")


def test_each_class_has_its_table_once() -> None:
    assert sorted(blocks(page())) == sorted(groups())


def test_the_tables_are_as_the_classes_have_them_now() -> None:
    assert page() == written(page()), "python -m dev settings writes them anew"


def test_each_setting_stands_in_one_table_and_says_what_it_means() -> None:
    told = page()

    assert [name for name, _ in fields() if told.count(f"\n| `{name}` |") != 1] == []
    assert [name for name, field in fields() if not field.description] == []
