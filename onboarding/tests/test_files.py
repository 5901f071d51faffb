"""Files of every kind that people send become intakes, within bounds; the others are refused in a sentence."""

import codecs
import io
import json
import time
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from onboarding.contracts import InvalidIntake
from onboarding.files.archives import MEMBERS
from onboarding.files.documents import EXPANDED, PAGES
from onboarding.files.encodings import decoded
from onboarding.files.markup import markdown_of
from onboarding.files.tables import COLUMNS, ROWS
from onboarding.form.received import received
from onboarding.services import check_intake, intakes_in_file

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FORM = {"client_name": "Ada Ltd", "objectives": "Sell bicycles", "target_audience": "Commuters"}
SECONDS = 20


def intakes(data, name):
    return intakes_in_file(data=data, name=name)


def notes(data, name):
    (intake,) = intakes(data, name)
    check_intake(responses=intake)
    return intake["raw_notes"]


def refusal(data, name):
    begun = time.monotonic()
    with pytest.raises(InvalidIntake) as caught:
        intakes(data, name)
    assert time.monotonic() - begun < SECONDS
    (problem,) = caught.value.problems
    return problem.message


def docx(body, **further):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", further.pop("method", zipfile.ZIP_DEFLATED)) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'{further.pop("head", "")}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in further.items():
            archive.writestr(name, content)
    return file.getvalue()


def p(text, style="", bold=False):
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}<w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def xlsx(*rows, cells=None):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for place, value in (cells or {}).items():
        book.active[place] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(*pages):
    """A PDF with a line of text on each page, "" for a page with none."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects += [f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects += ["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for number, text in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        lines = "".join(f"({line}) Tj 0 -20 Td " for line in text.splitlines())
        drawn = f"BT /F1 12 Tf 72 700 Td {lines}ET"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    at = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{place:010} 00000 n \n" for place in places
    )
    body += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    return body.encode("latin-1")


# --- documents


def test_a_word_document_keeps_headings_lists_and_tables():
    body = p("Brief", "Heading1") + p("Client: Ada Ltd") + p("Goals", bold=True) + p("Sell bicycles")
    control = f"<w:sdt><w:sdtContent>{p('In a content control')}</w:sdtContent></w:sdt>"
    body += control + table(("Launch", "3 May 2027"), ("Channels", "Instagram"))
    style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    styles = f'<w:styles xmlns:w="{WORD}">{style}</w:styles>'
    text = notes(docx(body, **{"word/styles.xml": styles}), "brief.docx")
    assert text.splitlines()[:3] == ["# Brief", "", "Client: Ada Ltd"]
    for line in ("**Goals**", "In a content control", "Launch\t3 May 2027", "Channels\tInstagram"):
        assert line in text.splitlines()


def test_a_document_says_whose_it_is():
    (intake,) = intakes(docx(p("Client: Ada Ltd") + p("Sell bicycles.")), "brief.docx")
    assert received(intake).answers["client_name"] == "Ada Ltd"
    assert intake["source"] == {"file": "brief.docx"}


def test_the_text_of_a_pdf_is_read():
    text = notes(pdf("Client: Ada Ltd\nGoal: Sell bicycles", "Audience: Commuters"), "brief.pdf")
    assert text.splitlines() == ["Client: Ada Ltd", "Goal: Sell bicycles", "", "Audience: Commuters"]


def test_a_mail_is_read_with_who_wrote_it_and_what_is_attached():
    mail = (
        b"From: Ruth <ruth@ada.example>\r\nTo: sam@agency.example\r\nDate: Thu, 26 Nov 2026 16:02:00 +0000\r\n"
        b"Subject: =?utf-8?q?Fr=C3=BChjahr?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Client: Ada Ltd\r\nMehr R=E4der verkaufen.\r\n"
        b'--x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="logo.png"\r\n\r\n'
        b"abc\r\n--x--\r\n"
    )
    (intake,) = intakes(mail, "wg.eml")
    assert intake["raw_notes"].splitlines() == [
        "From: Ruth <ruth@ada.example>",
        "Date: Thu, 26 Nov 2026 16:02:00 +0000",
        "Subject: Frühjahr",
        "",
        "Client: Ada Ltd",
        "Mehr Räder verkaufen.",
    ]
    assert intake["attachments"] == ["logo.png"]


def test_a_mail_of_html_alone_is_read_as_text():
    html = b"<style>p{}</style><p>Client: Ada</p><ul><li>Goal</ul>"
    mail = b"Subject: Brief\nContent-Type: text/html; charset=utf-8\n\n" + html
    assert notes(mail, "a.eml").splitlines()[-3:] == ["Client: Ada", "", "- Goal"]


def test_html_keeps_what_it_is():
    html = "<h2>Goals &amp; aims</h2><ul><li><p>One</p></li><li>Two<ol><li>Deep</li></ol></li></ul><p>b <b>c </b>d</p>"
    told = ["## Goals & aims", "", "- One", "- Two", "  1. Deep", "", "b **c** d"]
    assert markdown_of(html).splitlines() == told


def test_html_of_outlook_is_read_without_its_remarks():
    html = "<!--[if gte mso 9]><xml>x</xml><![endif]--><![if !supportLists]>1 &lt; 2 and a < b<![endif]><!DOCTYPE html>"
    assert markdown_of(html) == "1 < 2 and a < b"


@pytest.mark.parametrize(
    "broken", ["<!--", "<![", "<a", "<a ", "</", "<a x='", "&a", "<script>", "**", "<td>", "<ol><li>"]
)
def test_broken_html_costs_no_more_than_its_length(broken):
    begun = time.process_time()
    markdown_of((broken * 400_000)[:400_000])
    assert time.process_time() - begun < SECONDS / 2


@pytest.mark.parametrize("name", ["notes.md", "notes.txt", "NOTES.TXT"])
def test_a_text_is_notes(name):
    assert notes(b"Client: Ada Ltd\n\n## Goal\nSell bicycles", name) == "Client: Ada Ltd\n\n## Goal\nSell bicycles"


# --- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_of_a_csv_is_an_intake(delimiter):
    rows = [("Company", "Goals", "Audience", "Budget"), ("Ada Ltd", "Sell", "All", '"£3,000"'), ("Bo", "Win", "Us", "")]
    found = intakes("\r\n".join(delimiter.join(row) for row in rows).encode(), "briefs.csv")
    assert [received(one).answers["client_name"] for one in found] == ["Ada Ltd", "Bo"]
    assert found[0]["Budget"] == "£3,000"
    assert "Budget" not in found[1]


def test_each_row_of_a_sheet_is_an_intake_with_its_types():
    found = intakes(
        xlsx(
            ("client_name", "Budget (GBP)", "Launch", "weeks", None), ("Ada", 3000, date(2027, 5, 3), 8.5, "x"), (None,)
        ),
        "briefs.xlsx",
    )
    source = {"file": "briefs.xlsx"}
    assert found == [
        {
            **{"client_name": "Ada", "Budget (GBP)": 3000, "Launch": "2027-05-03", "weeks": 8.5},
            **{"column 5": "x", "source": source},
        }
    ]


def test_a_sheet_of_questions_beside_answers_is_one_intake():
    rows = (("Company", "Ada Ltd"), ("What is the goal?", "Sell"), ("Who is it for?", "All"), ("Budget", 3000))
    for found in (intakes(xlsx(*rows), "a.xlsx"), intakes("\n".join(f"{k},{v}" for k, v in rows).encode(), "a.csv")):
        (intake,) = found
        check_intake(responses=intake)
        assert received(intake).answers["client_name"] == "Ada Ltd"


# --- JSON


def test_json_holds_one_intake_or_several():
    assert intakes(json.dumps(FORM).encode(), "a.json") == [FORM]
    assert intakes(json.dumps([FORM, FORM]).encode(), "a.json") == [FORM, FORM]
    lines = f"{json.dumps(FORM)}\n\n{json.dumps(FORM)}\n".encode()
    assert intakes(lines, "a.jsonl") == intakes(lines, "a.json") == [FORM, FORM]


def test_several_forms_in_one_envelope_are_several_intakes():
    assert intakes(json.dumps({"intakes": [FORM], "require_approval": True}).encode(), "a.json") == [FORM]
    rows = [{"submittedAt": 1, "values": [{"name": "company", "value": name}]} for name in ("Ada", "Bo")]
    page = json.dumps({"results": rows, "paging": {}}).encode()
    assert [received(one).answers["client_name"] for one in intakes(page, "a.json")] == ["Ada", "Bo"]
    form = {"fields": [{"label": "Company", "value": "Ada"}, {"label": "Goal", "value": "Sell"}]}
    assert intakes(json.dumps(form).encode(), "a.json") == [form]


def test_notes_that_begin_with_a_bracket_are_notes():
    assert notes(b"[Call of Monday]\nClient: Ada Ltd", "a.txt").startswith("[Call")
    assert intakes(json.dumps(FORM).encode(), "a.txt") == [FORM]


def test_a_name_of_a_file_that_is_no_text_is_kept_printable():
    (intake,) = intakes(b"Client: Ada Ltd", "a\udcff\0.txt")
    check_intake(responses=intake)


def test_columns_of_one_name_are_both_kept():
    assert intakes(b"sep=;\nGoal;Goal\nSell;Win\n", "a.csv")[0]["Goal (column 2)"] == "Win"


def test_a_broken_line_is_named():
    with pytest.raises(InvalidIntake, match="line 2: it is not JSON"):
        intakes(b'{"a": 1}\n{"a": }', "a.jsonl")


@pytest.mark.parametrize(
    ("form", "whose"),
    [
        ({"objectives": "Sell"}, "Bo"),
        ({"client_name": " ", "objectives": "Sell"}, "Bo"),
        ({"Company": "Ada Ltd", "objectives": "Sell"}, "Ada Ltd"),
        ({"raw_notes": "Client: Ada Ltd", "objectives": "Sell"}, "Ada Ltd"),
        ({"data": {"Company": "Ada Ltd", "Goal": "Sell"}}, "Ada Ltd"),
        ({"data": {"Company": "", "Goal": "Sell"}}, "Bo"),
        ({"data": {"Goal": "Sell"}}, "Bo"),
    ],
)
def test_a_client_named_beside_a_file_is_whose_it_is_where_the_file_does_not_say(form, whose):
    (intake,) = intakes_in_file(data=json.dumps(form).encode(), name="a.json", client_name="Bo")
    answers = received(intake).answers
    assert (answers["client_name"], answers["objectives"]) == (whose, "Sell")


# --- encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_guess(encoding):
    text = json.dumps({**FORM, "client_name": "Café Ölmühle"}, ensure_ascii=False)
    assert intakes(text.encode(encoding), "a.json") == [{**FORM, "client_name": "Café Ölmühle"}]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Client: Café Crème – £3,000"),
        ("cp1252", "Zielgruppe: Väter über 40, „früh“, 3.000 €"),
        ("cp1252", "Objectif : remplir l’école d’été à Orléans"),
        ("cp1252", "¿Cuál es el objetivo? Más niños en la función"),
        ("mac_roman", "Ziel: für Mütter verkaufen über größere Straße"),
        ("cp1251", "Клиент: Пекарня. Цель: продать 60 билетов"),
        ("cp1253", "Πελάτης: Φούρνος. Στόχος: 60 εισιτήρια"),
        ("cp1254", "Müşteri: Fırın. Amaç: 60 bilet satmak için ığdır şehri"),
        ("cp1256", "العميل: المخبز. الهدف: بيع التذاكر"),
        ("shift_jis", "会社名: さくら. 目的: 60枚のチケットを売る"),
        ("gb18030", "客户: 樱花公司 目标: 卖出六十张票"),
        ("euc_kr", "회사: 서울 빵집 목표: 표 판매"),
    ],
)
def test_an_encoding_of_one_place_is_guessed_by_its_letters_and_named(encoding, text):
    read = decoded(text.encode(encoding))
    assert (read.text, read.guessed) == (text, encoding)
    (intake,) = intakes(text.encode(encoding), "a.txt")
    assert intake["source"] == {"file": "a.txt", "encoding": f"{encoding}, guessed"}


# --- what is refused


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.json", "empty"),
        (b" \n", "a.txt", "empty"),
        (b"[]", "a.json", "at least one"),
        (b"\n\n", "a.csv", "empty"),
        (b"client_name,objectives\n", "a.csv", "only one row"),
        (b"hello", "a.xyz", "save it as one of"),
        (b"hello", "a", "save it as one of"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old.doc", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "secret.xlsx", "save it as"),
        (b"{\\rtf1 hello}", "a.rtf", "save it as .docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.png", "not text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.txt", "not text"),
        (b"PK\x03\x04 broken", "a.docx", "Archives are not read"),
        (b"%PDF-1.4 broken", "a.pdf", "damaged"),
        (pdf(""), "scan.pdf", "scan without text"),
        (pdf(*["x"] * (PAGES + 1)), "book.pdf", f"{PAGES + 1} pages"),
        (docx(""), "a.docx", "no text in it"),
        (docx("<w:p>"), "a.docx", "save it anew"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "a.txt", "UTF-8"),
        (b"Subject: x\n\n", "a.eml", "no text"),
        (",".join(f"c{n}" for n in range(COLUMNS + 1)).encode() + b"\n", "a.csv", f"{COLUMNS} columns"),
        (b"client_name\n" + b"Ada\n" * (ROWS + 1), "a.csv", f"{ROWS:,} intakes"),
        (json.dumps([FORM] * 1001).encode(), "a.json", "1,001 intakes"),
        (b'client_name\n"' + b"x" * 300_000 + b'"', "a.csv", "cannot be read"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value,  # an archive tells the time of its making
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence_that_says_what_to_do(data, name, says):
    assert says in refusal(data, name)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_as_no_office_program_does_is_refused(method):
    assert "damaged or protected" in refusal(docx(p("Client: Ada"), method=method), "a.docx")


def test_a_part_that_is_damaged_within_is_refused():
    data = docx(p("Client: Ada Ltd"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("word/document.xml")
    begin = part.header_offset + 30 + len(part.filename)
    broken = data[:begin] + b"\xff" * part.compress_size + data[begin + part.compress_size :]
    assert "damaged or protected" in refusal(broken, "a.docx")


@pytest.mark.parametrize("zone", ["+99999999999999", "-9999999999999999999"])
def test_a_mail_of_no_day_that_there_is_is_read_without_it(zone):
    mail = f"Subject: Brief\nDate: Thu, 26 Nov 2026 16:02:00 {zone}\n\nClient: Ada"
    assert notes(mail.encode(), "a.eml") == "Subject: Brief\n\nClient: Ada"


def test_an_archive_of_anything_else_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brief.txt", "Client: Ada")
    assert "one by one" in refusal(file.getvalue(), "briefs.zip")


# --- bombs


def test_what_expands_without_end_is_refused_before_it_does():
    assert "expands to more than" in refusal(docx(p("x" * EXPANDED)), "bomb.docx")
    many = {f"word/{n}.xml": "<x/>" for n in range(MEMBERS)}
    assert f"{MEMBERS:,} parts" in refusal(docx(p("x"), **many), "bomb.docx")


def test_a_size_that_is_told_falsely_does_not_help():
    data = bytearray(docx(p("x" * (EXPANDED + 1))))
    told = EXPANDED.to_bytes(4, "little")
    for info in zipfile.ZipFile(io.BytesIO(bytes(data))).infolist():
        data = data.replace(info.file_size.to_bytes(4, "little"), told) if info.file_size > EXPANDED else data
    assert "Word document" in refusal(bytes(data), "bomb.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding):
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert "damaged or protected" in refusal(docx(p("x"), **{"word/a.xml": entity.encode(encoding)}), "bomb.docx")


def test_a_sheet_with_two_cells_far_apart_takes_no_more_than_they_do():
    begun = time.monotonic()
    assert "columns" in refusal(xlsx(cells={"A1": "client_name", "ZZ90000": "x"}), "a.xlsx")
    assert "too many rows" in refusal(xlsx(cells={"A1": "client_name", "A1048576": "x"}), "a.xlsx")
    assert time.monotonic() - begun < SECONDS


def test_a_document_deep_within_itself_is_refused():
    assert "save it anew" in refusal(docx("<w:sdt><w:sdtContent>" * 3_000), "a.docx")
    deep = "<w:sdt><w:sdtContent>" * 3_000 + p("x") + "</w:sdtContent></w:sdt>" * 3_000
    assert "save it anew" in refusal(docx(deep), "a.docx")


def test_a_drawing_is_no_page_of_text():
    assert "too large a drawing" in refusal(pdf("x\n" * 80_000), "plan.pdf")


def test_a_document_longer_than_notes_may_be_is_told_so():
    (intake,) = intakes(docx(p("word " * 20) * 2_200), "long.docx")
    assert len(intake["raw_notes"]) > 200_000
    with pytest.raises(InvalidIntake, match="raw_notes: has"):
        check_intake(responses=intake)
