"""What is wrong with a sheet, in words."""

from django.utils.translation import gettext as _

from shop.rules.price_sheet import Fault, Problem

from .reading import MOST_ROWS


def unreadable_words(code: str) -> str:
    """Say why a file is no table that we read."""
    return {
        "too_large": _("The file is too large: at most 5 MB, please."),
        "too_many_rows": _("The table has more than %d rows: please upload it in parts."),
        "empty": _("The file is empty."),
        "no_words": _("There is nothing in the table: its first row should hold the headings."),
        "old_or_locked": _(
            "This is an old Excel file, or one with a password. Please save it as .xlsx without."
        ),
        "not_a_table": _("This is neither an Excel workbook (.xlsx) nor a table in text (.csv)."),
    }[code].replace("%d", f"{MOST_ROWS:,}")


def problem_words(problem: Problem, known: list[str]) -> str:
    """Say what is wrong; `known` are the headings that there are."""
    found = {"found": problem.found, "column": problem.column, "known": ", ".join(known)}
    words = {
        Fault.NO_HEADINGS: _("There is no column “number”. The headings are: %(known)s."),
        Fault.UNKNOWN_HEADING: _("We know no column “%(column)s”. The headings are: %(known)s."),
        Fault.TWICE_HEADING: _("There are two columns “%(column)s”."),
        Fault.WRONG_CURRENCY: _(
            "“%(column)s” names another currency than the market's. The headings are: %(known)s."
        ),
        Fault.NOT_ALLOWED: _("You may not change this: please take the column out."),
        Fault.NO_ROWS: _("There are no rows below the headings."),
        Fault.NO_NUMBER: _("The thing's number is missing, or is no whole number."),
        Fault.UNKNOWN_NUMBER: _("No thing has the number %(found)s."),
        Fault.TWICE_NUMBER: _("The number %(found)s stands in an earlier row already."),
        Fault.NOT_A_COUNT: _("“%(found)s” is no number of pieces."),
        Fault.TOO_LARGE: _("“%(found)s” is too large."),
        Fault.LESS_THAN_PROMISED: _("%(found)s pieces are promised to orders: not fewer, please."),
        Fault.NOT_AN_AMOUNT: _("“%(found)s” is no price."),
        Fault.TOO_MANY_DECIMALS: _("“%(found)s” has more decimals than the currency."),
        Fault.BROKEN_CELL: _("The spreadsheet could not reckon this cell: %(found)s."),
    }
    return words[problem.fault] % found
