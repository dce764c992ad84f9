"""Say what a request must hold, and what its applicant needs to follow it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from gongkai.domain.content_checks.personal_numbers import is_identity_number
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.outcomes import ApplicantKind
from gongkai.domain.law import OGI_REGULATIONS
from gongkai.domain.terms import Term

APPLICATION_SOURCE = OGI_REGULATIONS.article(29, 2)
DRAFT_DAYS = 30  # a draft nobody sends is deleted after so many days; our own figure
MOST_CHARACTERS = 2000  # of what is wanted; our own figure
_TAIL = 4


class Element(Term):
    """What article 29 asks for, named as the form names it."""

    NAME = "name", "姓名或者名称"
    IDENTITY = "identity", "身份证明"
    CONTACT = "contact", "联系方式"
    WANTED = "wanted", "需要的政府信息"
    FORM = "form", "获取信息的方式"


class ProvisionForm(Term):
    """In what form the applicant wants the information (形式要求)."""

    ELECTRONIC = "electronic", "电子文件"
    PAPER = "paper", "纸质复印件"
    INSPECTION = "inspection", "到现场查阅"


class ApplicationIncomplete(Refusal):
    """The request lacks what article 29 asks for.

    Facts: missing, the labels of what is missing.
    """

    code = "foi_application_incomplete"


@dataclass(frozen=True, slots=True)
class Application:
    """A request as its applicant writes it, Art. 29.

    Attributes:
        applicant_kind: column of 表三; an agent's request counts for the principal.
        applicant_name: of the person or organisation.
        identity: number of the proof of identity.
        has_identity_paper: whether a picture of the proof is attached instead or as well.
        phone: on which the office confirms receipt.
        email: where a file may be sent.
        address: where letters go.
        agent_name: of whoever asks in the applicant's name; empty when nobody does.
        agent_phone: the agent's telephone.
        wanted: name, number or description of the information.
        provision_form: paper, file or inspection.
        delivery: how the information reaches the applicant.
    """

    applicant_kind: ApplicantKind
    applicant_name: str
    identity: str = ""
    has_identity_paper: bool = False
    phone: str = ""
    email: str = ""
    address: str = ""
    agent_name: str = ""
    agent_phone: str = ""
    wanted: str = ""
    provision_form: ProvisionForm | None = None
    delivery: DeliveryWay | None = None

    @property
    def missing(self) -> tuple[Element, ...]:
        """Return what article 29 asks for and the request does not hold."""
        held = {
            Element.NAME: self.applicant_name,
            Element.IDENTITY: self.identity or self.has_identity_paper,
            Element.CONTACT: self.phone or self.email or self.address,
            Element.WANTED: self.wanted,
            Element.FORM: self.provision_form and self.delivery,
        }
        return tuple(element for element, value in held.items() if not value)

    @property
    def contact(self) -> str:
        """Return telephone, mail and address in one line, as the case file shows them."""
        return "　".join(part for part in (self.phone, self.email, self.address) if part)

    @property
    def tail(self) -> str:
        """Return the four characters by which the applicant proves himself when asking back."""
        return tail_of(self.phone) or tail_of(self.identity)

    def check(self) -> None:
        """Accept a request that holds what article 29 asks for.

        Raises:
            ApplicationIncomplete: something is missing.
        """
        if self.missing:
            raise ApplicationIncomplete(missing="、".join(one.label for one in self.missing))


def tail_of(number: str) -> str:
    """Return the last four letters or digits of a number; nothing of a shorter one."""
    plain = re.sub(r"[^0-9A-Za-z]", "", number).upper()
    return plain[-_TAIL:] if len(plain) >= _TAIL else ""


def is_doubtful_identity(number: str) -> bool:
    """Tell whether a number has the length of an identity card and fails its check digit."""
    plain = re.sub(r"\s", "", number)
    if not re.fullmatch(r"\d{17}[\dXx]", plain):
        return False
    return not is_identity_number(plain)


_POINT = re.compile(
    r"(?:^|[\n；;。])\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d))"
)
SEVERAL = 2


def matters(wanted: str) -> int:
    """Return how many numbered points a request makes; one request asks for one matter.

    Dates and amounts with a point (``3.5``) are no numbering.
    """
    return len(_POINT.findall(wanted))


# --- the code by which an applicant asks back ---

# Without letters and digits that are taken for each other.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 3, 4


def query_code(secret: str) -> str:
    """Return the code of whoever holds a draft's secret: ``7K3M-9QXF-2HRT``, 60 bits."""
    number = int.from_bytes(hashlib.sha256(f"query code {secret}".encode()).digest(), "big")
    letters = []
    for _ in range(_GROUPS * _GROUP):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "-".join("".join(letters[i : i + _GROUP]) for i in range(0, len(letters), _GROUP))


def plain_code(typed: str) -> str:
    """Return a code as it is kept: without dashes and spaces, in capitals, as typed by people."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def hash_of(*parts: str) -> str:
    """Return what is kept of a secret: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def first_plain(*numbers: str) -> str:
    """Return the first number that is given, without spaces, dashes and case."""
    return next(filter(None, (re.sub(r"[\s\-]", "", one).upper() for one in numbers)), "")
