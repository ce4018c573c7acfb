"""Twelve workbooks, each as another person would have built it, with faults planted in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from tests.facsimiles.workbooks.making import Made, Page, Put
from tests.facsimiles.workbooks.odf import to_ods
from tests.facsimiles.workbooks.writing import to_openpyxl, to_text, to_xls, to_xlsx

TODAY = date(2026, 11, 22)


def ward_matrix() -> Made:
    """A ward manager's matrix: titles above, a frozen heading, colours, totals worked out below, a key at the end."""
    page = Page("Willow", frozen=4)
    page.row(1, "Willow Ward - training matrix 2026")
    page.row(2, "Please keep up to date!", None, None, None, "Mandatory")
    page.merge(2, 5, 2, 8)
    page.row(4, "Staff No", "Name", "Band", "Role", "PMVA", "ILS", "Fire safety", "MH14", "Comments")
    page.row(5, None, None, None, None, "Annual", "Annual", "2 yearly", "3 yearly")
    people = (
        ("004711", "Amara Abara"),
        ("004712", "Bryn Bevan"),
        ("004713", "Cerys Conteh"),
        ("004714", "Devi Farrow"),
    )
    for row, (number, name) in enumerate(people, 6):
        page.row(row, number, name, 5, "Staff nurse")
        page.means(row, 5, Put(date(2026, row, 14), fill="92D050"), "done", date(2026, row, 14))
        page.means(row, 7, date(2025, 3, row), "done", date(2025, 3, row))
    page.means(6, 6, "✓", "held")
    page.means(7, 6, " N/A", "not-applicable")
    page.fault(8, 6, "TBC", "not known")
    page.means(9, 6, "booked 3 Dec 2026", "booked", date(2026, 12, 3))
    page.means(6, 8, "12th March 2025", "done", date(2025, 3, 12))
    page.fault(7, 8, "31/02/2025", "no day of the calendar")
    page.fault(8, 8, date(2205, 4, 3), "years ahead")
    page.fault(9, 8, "12/03/2024 12/03/2025", "2 dates")
    page.row(6, "on secondment", start=9)
    page.row(10, None, "Vacancy")
    page.row(11, "Total", None, None, None, Put(4, formula="=COUNT(E6:E9)"), Put(2, formula="=COUNT(F6:F9)"))
    page.row(13, "Key")
    page.row(14, "✓", "Done")
    page.row(15, "Amber", "Due soon")
    return Made("Willow Ward training.xlsx", to_xlsx([page]), [page])


def date_and_expiry() -> Made:
    """Two rows of headings: each course over its date and its expiry; wards as headings between the people."""
    page = Page("Matrix")
    page.row(1, "Surname", "Forename", "PMVA", None, "ILS", None, "BLS", None)
    for left in (3, 5, 7):
        page.merge(1, left, 1, left + 1)
        page.row(2, "Date", "Expiry", start=left)
    page.row(3, "Willow Ward")
    page.merge(3, 1, 3, 8)
    page.row(4, "Dalgleish", "Eoin")
    page.means(4, 3, date(2026, 1, 31), "done", date(2026, 1, 31))
    page.means(4, 4, date(2027, 1, 31), "expires", date(2027, 1, 31))
    page.means(4, 5, date(2025, 6, 1), "done", date(2025, 6, 1))
    page.fault(4, 6, date(2024, 6, 1), "expires before it was done")
    page.row(5, "Eszter", "Fiadh")
    page.means(5, 3, datetime.combine(date(2025, 5, 17), time(9, 30)), "done", date(2025, 5, 17))
    page.means(5, 4, Put(date(2027, 4, 1), "mmm-yy"), "expires", date(2027, 4, 1))
    page.fault(5, 5, Put(None, error="#N/A"), "#N/A")
    page.fault(5, 7, "Maternity leave", "merged")
    page.merge(5, 7, 5, 8)
    page.row(6, "Rowan Ward")
    page.merge(6, 1, 6, 8)
    page.row(7, "Gallacher", "Gwen")
    page.means(7, 3, "Booked", "booked")
    page.fault(7, 5, Put(None, formula="=TODAY()"), "not saved")
    page.fault(7, 7, date(2027, 2, 1), "still to come")
    page.row(7, "left note here", start=10)
    page.faults["Matrix!J7"] = "no heading"
    return Made("Date and expiry.xlsx", to_openpyxl([page]), [page])


def esr_personal() -> Made:
    """A person's own export from ESR: no column says whose it is, and "Last Updated By" is somebody else."""
    page = Page()
    page.row(
        1,
        *(
            "Competency Name",
            "Competence Level",
            "Min Requirement",
            "Essential",
            "Expiry Date",
            "Compliance Status",
        ),
        *("Description", "Date Start", "Date Last Awarded", "Title", "Last Updated By", "VPD"),
    )
    rows = (
        ("NHS|CSTF|Fire Safety - 2 Years|", "03-Apr-2027", "GREEN", "03-Apr-2025", "2025/04/03 10:11:12"),
        (
            "NHS|CSTF|Resuscitation - Level 2 - 1 Year|",
            "01-Feb-2026",
            "RED",
            "01-Feb-2025",
            "2025/02/01 00:00:00",
        ),
        ("999|LOCAL|PMVA - 1 Year|", "30-Jun-2027", "GREEN", "30-Jun-2026", "2026/06/30 16:45:00"),
    )
    for row, (label, expires, status, start, awarded) in enumerate(rows, 2):
        page.row(row, label, "1 - Attended", None, "Y")
        day = date(2000 + int(expires[-2:]), {"Apr": 4, "Feb": 2, "Jun": 6}[expires[3:6]], int(expires[:2]))
        page.means(row, 5, expires, "expires", day)
        page.means(row, 6, status, "held" if status == "GREEN" else "not-held")
        page.means(row, 8, start, "nothing", day.replace(year=int(start[-4:])))
        page.means(row, 9, awarded, "done", day.replace(year=int(awarded[:4])))
        page.row(row, "999 e-learning", "31415926|Whitlock, Wanda", "999", start=10)
    page.row(5, "NHS|CSTF|Moving and Handling - 3 Years|", "1 - Attended", None, "Y")
    page.fault(5, 5, "31-Nov-2027", "no day of the calendar")
    page.means(5, 9, "2024/11/30 08:00:00", "done", date(2024, 11, 30))
    return Made("my compliance.csv", to_text(page), [page], {("learner", "", ""): "Hamza Hussain"})


def esr_team() -> Made:
    """A team's export, a row a record, as UTF-16 with tabs, with the headings repeated on every page of it."""
    page = Page()
    heads = (
        "Assignment Number",
        "Employee Name",
        "Organisation",
        "Competency Name",
        "Date Last Awarded",
        "Expiry Date",
    )
    page.row(1, "Competency report")
    page.row(2, "Run on 22-Nov-2026")
    page.row(4, *heads)
    page.row(5, "20000001-2", "Ibbotson, Iona", "Rowan Ward", "NHS|CSTF|Fire Safety - 2 Years|")
    page.means(5, 5, "2025/04/03 10:11:12", "done", date(2025, 4, 3))
    page.means(5, 6, "03-Apr-2027", "expires", date(2027, 4, 3))
    page.row(6, "20000001-2", "Ibbotson, Iona", "Rowan Ward", "999|LOCAL|PMVA - 1 Year|")
    page.means(6, 5, "2026/01/09 09:00:00", "done", date(2026, 1, 9))
    page.fault(6, 6, "09-Jan-3027", "years ahead")
    page.row(7, *heads)
    page.row(8, "20000002-1", "Jagger, Zoë", "Rowan Ward", "NHS|CSTF|Fire Safety - 2 Years|")
    page.fault(8, 5, "2025/02/30 10:00:00", "no day of the calendar")
    page.means(8, 6, "01-Mar-2027", "expires", date(2027, 3, 1))
    page.row(9, "20000003-1", "Kowal, Kezia", "Rowan Ward")
    page.fault(9, 5, "2025/05/05 10:00:00", "names no course")
    page.row(10, "2.00E+07", "Lovett, Liam", "Rowan Ward", "NHS|CSTF|Fire Safety - 2 Years|")
    page.faults["Sheet1!A10"] = "cut short"
    page.means(10, 5, "2025/05/06 10:00:00", "done", date(2025, 5, 6))
    page.row(11, "Total records: 5")
    return Made("Competency report.xls", to_text(page, "\t", "utf-16"), [page])


def long_in_libreoffice() -> Made:
    """A row a person and course in LibreOffice: a filter hides rows, names stand once for several rows."""
    page = Page("Training log", hidden_rows=[4], hidden_columns=[5])
    page.row(1, "Staff member", "Team", "Training", "Completed on", "Notes")
    page.row(2, "Maeve Mbeki", "Crisis Team", "PMVA")
    page.means(2, 4, date(2025, 9, 30), "done", date(2025, 9, 30))
    page.row(3, None, None, "ILS")
    page.means(3, 4, Put(date(2025, 4, 1), "mmmm yyyy"), "done", date(2025, 4, 1))
    page.row(4, None, None, "BLS")
    page.means(4, 4, date(2026, 2, 2), "done", date(2026, 2, 2))
    page.row(5, "Nadia Nuttall", "Crisis Team", "PMVA")
    page.fault(5, 4, Put(None, error="#DIV/0!"), "#DIV/0!")
    page.row(6, None, None, "ILS")
    page.fault(6, 4, Put(date(2025, 4, 9), struck=True), "struck through")
    page.row(7, "Owen O'Hara", "Crisis Team", "PMVA")
    page.fault(7, 4, date(1905, 7, 1), "years back")
    page.row(8, "Owen O'Hara", "Crisis Team", "ILS")
    page.means(8, 4, True, "held")
    answers = {("fill-down", "", ""): "yes", ("hidden", "", ""): "read"}
    return Made("Training log.ods", to_ods([page]), [page], answers)


def old_excel() -> Made:
    """A file of Excel 2003 that counts its days from 1904, with staff numbers as numbers and days as bare numbers."""
    page = Page("Staff", hidden_rows=[4], frozen=1)
    page.row(1, "Payroll number", "Employee name", "Ward", "PMVA", "Ligature cutters", "Clinical risk")
    page.row(2, 30012, "Priya Pemberton", "Hazel Ward")
    page.means(2, 4, date(2026, 10, 1), "done", date(2026, 10, 1))
    # 1 January 2026 is day 44561 where days are counted from 1904.
    page.means(2, 5, 44561, "done", date(2026, 1, 1))
    page.row(3, Put(412, "000000"), "Quinn Quayle", "Hazel Ward")
    page.fault(3, 4, 3, "neither a date nor a state")
    page.means(3, 5, "done 12/03/2025 online", "done", date(2025, 3, 12))
    page.row(4, 30014, "Rhys Rostron", "Hazel Ward")
    page.fault(4, 4, Put(None, formula="=D2+365"), "not saved")
    page.means(4, 5, "13.02.2025", "done", date(2025, 2, 13))
    page.means(4, 6, "x", "not-held")
    page.row(5, 30015, "Saoirse Szymanski", "Hazel Ward")
    page.fault(5, 5, 2025, "year without a day")
    page.fault(5, 6, "ask Wanda when she is back from leave", "neither a date nor a state")
    answers = {("mark", "F", "x"): "not-held", ("hidden", "", ""): "read"}
    return Made("STAFF.XLS", to_xls([page], starts_1904=True), [page], answers)


def from_elsewhere() -> Made:
    """Exported by a system: semicolons, Windows-1252, two orders of day and month in one column, numbers as text."""
    page = Page()
    page.row(1, "Employee ID", "Name", "Dept", "PMVA date", "PMVA valid until", "Search training")
    page.row(2, '="00871"', "Tattersall, Tomasz", "Crisis Team", None, None, None)
    page.means(2, 4, "03/04/2025", "done", date(2025, 4, 3))
    page.means(2, 5, "03/04/2027", "expires", date(2027, 4, 3))
    page.means(2, 6, "PASSED", "held")
    page.row(3, '="00872"', "Underhill, Zoë", "Crisis Team")
    page.means(3, 4, "25/03/2025", "done", date(2025, 3, 25))
    page.means(3, 5, "25/03/2027", "expires", date(2027, 3, 25))
    page.means(3, 6, "FAILED", "not-held")
    page.row(4, '="00873"', "Varley, René", "Crisis Team")
    page.fault(4, 4, "03/25/2025", "month first, unlike")
    page.means(4, 5, "03.04.27", "expires", date(2027, 4, 3))
    page.means(4, 6, "=HYPERLINK(1)", "fault")
    page.fault(4, 6, "=HYPERLINK(1)", "formula written as text")
    page.row(5, '="00874"', "Whitlock, Una", "Crisis Team")
    page.means(5, 4, "26/03/2025", "done", date(2025, 3, 26))
    page.fault(5, 5, "25/03", "has no year")
    page.fault(5, 6, "12/03/2025 cancelled", "cancelled")
    del page.truth["Sheet1!F4"]
    return Made("export.csv", to_text(page, ";", "cp1252"), [page])


def sheet_a_ward() -> Made:
    """A sheet a ward, one of them hidden, one only notes, one with a second table below the first."""
    read_me = Page("Read me")
    read_me.row(1, "How to use this workbook")
    read_me.row(2, "Enter dates as dd/mm/yyyy. Ask the office for help.")
    rowan = Page("Rowan")
    rowan.row(1, "Name", "Job title", "PMVA", "ILS")
    rowan.row(2, "Viktor Varley", "Staff nurse")
    rowan.means(2, 3, "3rd Sept 2025", "done", date(2025, 9, 3))
    rowan.means(2, 4, "-", "nothing")
    rowan.row(3, "Wanda Whitlock", "Ward manager")
    rowan.means(3, 3, "2025-11-30", "done", date(2025, 11, 30))
    rowan.fault(3, 4, "??", "not known")
    rowan.row(5, "Name", "Job title", "Blood glucose", "ECG", "Sepsis")
    rowan.faults["Rowan!A5"] = "another table"
    rowan.row(6, "Viktor Varley", "Staff nurse", date(2026, 1, 1), date(2026, 1, 2))
    hazel = Page("Hazel 2", hidden=True)
    hazel.row(1, "Name", "Job title", "PMVA", "ILS")
    hazel.row(2, "Xanthe Yardley", "Staff nurse")
    hazel.means(2, 3, date(2026, 5, 5), "done", date(2026, 5, 5))
    hazel.fault(2, 4, "03/05", "could be a day and a month")
    pages = [read_me, rowan, hazel]
    return Made("Wards.xlsx", to_openpyxl(pages), pages, {("hidden", "", ""): "read"})


def expiries_in_words() -> Made:
    """A tab-delimited list kept by hand for years: months without days, words around dates, remarks between."""
    page = Page()
    page.row(1, "Team", "Colleague", "PMVA", "Prevent", "Sepsis")
    page.row(2, "Crisis Team", "Yusuf Zielinski")
    page.means(2, 3, "exp 03/27", "expires", date(2027, 3, 31))
    page.means(2, 4, "Expired 05/2025", "expires", date(2025, 5, 31))
    page.means(2, 5, "overdue", "due")
    page.row(3, "Crisis Team", "Zoë Abara")
    page.means(3, 3, "Expires:\u00a0Jan 2028", "expires", date(2028, 1, 31))
    page.means(3, 4, "valid until 30 June 2027", "expires", date(2027, 6, 30))
    page.means(3, 5, "due 01/12/2026", "due", date(2026, 12, 1))
    page.row(4, "* bank staff are on another list")
    page.row(5, "Crisis Team", "Amara Bevan")
    page.fault(5, 3, "exp 03/27 or 04/27", "2 dates")
    page.fault(5, 4, "renewed?", "not known")
    page.means(5, 5, "never", "not-held")
    page.row(6, "Devi Farrow")
    page.faults["Sheet1!A6"] = "names nobody"
    page.row(6, "y", start=3)
    page.row(7, "Crisis Team", "Bryn Conteh")
    page.means(7, 3, "April '27", "done", None)
    page.fault(7, 3, "April '27", "still to come")
    page.means(7, 5, "15/12/2026 booked", "booked", date(2026, 12, 15))
    del page.truth["Sheet1!C7"]
    answers = {("month-day", "C", ""): "last", ("month-day", "D", ""): "last", ("means", "C", ""): "done"}
    return Made("list.txt", to_text(page, "\t", "utf-8-sig", "\n"), [page], answers)


def swapped() -> Made:
    """British dates opened by a spreadsheet set to American ones: what it could misread became another date."""
    page = Page("Export")
    page.row(1, "ID", "Employee", "PMVA", "ILS")
    days = (date(2025, 4, 3), date(2025, 12, 1), date(2026, 7, 8), date(2025, 2, 11), date(2025, 9, 10))
    for row, day in enumerate(days, 2):
        page.row(row, f"E{row:03}", f"Person {chr(63 + row)}")
        page.means(row, 3, day.replace(month=day.day, day=day.month), "done", day)
    for row, text in enumerate(("25/03/2025", "13/12/2025", "31/01/2026"), 7):
        page.row(row, f"E{row:03}", f"Person {chr(63 + row)}")
        page.means(row, 3, text, "done", date(int(text[6:]), int(text[3:5]), int(text[:2])))
    page.fault(2, 4, 0.85, "neither a date nor a state")
    page.fault(3, 4, Put(0.5, "0%"), "50%")
    page.means(4, 4, Put(date(2026, 3, 24), "d-mmm"), "fault")
    page.fault(4, 4, Put(date(2026, 3, 24), "d-mmm"), "nobody sees")
    del page.truth["Export!D4"]
    answers = {("year", "D", ""): "no"}
    return Made("Opened in America.xlsx", to_xlsx([page]), [page], answers)


def without_headings() -> Made:
    """No word says what the columns are: names on the left, courses above, ticks in the font Wingdings."""
    page = Page("Sheet1")
    page.row(2, None, None, "PMVA", "ILS", "45", "Carers awareness")
    for row, name in enumerate(("Cerys Dalgleish", "Devi Eszter", "Eoin Farrow", "Fiadh Gallacher"), 3):
        page.row(row, name, start=2)
        page.means(row, 3, "ü", "held")
        page.means(row, 4, date(2026, row, 2), "done", date(2026, row, 2))
        page.means(row, 5, "û" if row == 4 else "ü", "not-held" if row == 4 else "held")
    page.fault(3, 6, "yes but certificate missing", "neither a date nor a state")
    page.means(4, 6, "Yes", "held")
    page.means(5, 6, "Y", "held")
    page.means(6, 6, "completed.", "held")
    page.row(7, "Hazel Ward", start=2)
    page.faults["Sheet1!B7"] = "stands alone"
    return Made("Book1.xlsx", to_xlsx([page]), [page])


def misnamed_and_hidden() -> Made:
    """An ods called .xlsx with a hidden column, which the person wants left out, and codes of her own."""
    page = Page("Skills", hidden_columns=[4])
    page.row(1, "E-mail", "Role", "Venepuncture", "ECG", "Depot injections")
    page.row(2, "gwen.g@example.org", "Staff nurse")
    page.row(3, "hamza.h@example.org", "Staff nurse")
    page.row(4, "iona.i@example.org", "Staff nurse")
    for row in (2, 3, 4):
        page.means(row, 3, "RPL", "held")
        page.row(row, date(2020, 1, row), start=4)
    page.means(2, 5, "1", "held")
    page.means(3, 5, "0", "not-held")
    page.fault(4, 5, "see notes", "not known")
    answers = {
        ("hidden", "", ""): "leave-out",
        ("mark", "C", "rpl"): "held",
        ("mark", "E", "1"): "held",
        ("mark", "E", "0"): "not-held",
    }
    return Made("Skills.xlsx", to_ods([page]), [page], answers)


SHAPES: tuple[Callable[[], Made], ...] = (
    ward_matrix,
    date_and_expiry,
    esr_personal,
    esr_team,
    long_in_libreoffice,
    old_excel,
    from_elsewhere,
    sheet_a_ward,
    expiries_in_words,
    swapped,
    without_headings,
    misnamed_and_hidden,
)
